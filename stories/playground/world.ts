import { createCubeClient, localSigner } from '@cubekit/core'
import type { CubeClient } from '@cubekit/core'
import { createBrowserEmulator } from '@cubekit/emulator/browser'
import type { Emulator } from '@cubekit/emulator'

/** The playground's server and client: one of each for all its stories, kept across reloads. */
export interface World {
  readonly emulator: Emulator
  readonly client: CubeClient
}

let world: World | undefined

/** The world, made when the first playground story is shown. */
export function openWorld(): World {
  world ??= createWorld()
  return world
}

function createWorld(): World {
  const emulator = createBrowserEmulator({
    name: 'playground',
    users: 240,
    avatars: true,
    objectUrls: true,
    signatures: 'require',
    // Long enough to see the button wait.
    latencyMs: 350,
  })
  const client = createCubeClient({
    ...emulator.clientOptions,
    signer: localSigner(emulator.keys),
    // The clock that the buttons move.
    now: emulator.clock.now,
  })
  return { emulator, client }
}
