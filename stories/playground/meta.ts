import { logout } from '@cubekit/core'
import { openWorld } from './world.ts'

/** What all playground stories have in common: their own server, the whole page, no generated docs. */
export const playgroundParameters = { scenario: 'none', layout: 'fullscreen' } as const

/** Lets a play function begin signed out on a server in good health, whatever the page kept from before. */
export async function startSignedOut(): Promise<void> {
  const { emulator, client } = openWorld()
  emulator.faults.clear()
  await logout(client)
}
