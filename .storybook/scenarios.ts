import { createCubeClient, localSigner, login, loginAsGuest, memoryStorage } from '@cubekit/core'
import type { CubeClient } from '@cubekit/core'
import { createEmulator } from '@cubekit/emulator'
import type { Emulator, EmulatorOptions, Fault } from '@cubekit/emulator'

/**
 * The world a story stands in, as `parameters.scenario`.
 *
 * @example
 * export const Offline = meta.story({
 *   parameters: { scenario: { faults: [{ kind: 'offline' }] } satisfies Scenario },
 * })
 */
export interface Scenario {
  /** How the API behaves: its people, its clock, its delays. */
  emulator?: EmulatorOptions
  /** What goes wrong, from the moment the story is shown. */
  faults?: readonly Fault[]
  /** Who is signed in already: the first of the emulator's people, or a guest with this name. */
  signedIn?: 'user' | { guest: string }
  /** How many of the emulator's people are online, each in a browser of their own. */
  online?: number
  /** Let the session end on the server before the story is shown. */
  expired?: boolean
}

/**
 * What a story is given: a server and a client of its own, and with the client a cache, which no other story
 * ever sees.
 * Play functions find it with {@link sceneOf}.
 */
export interface Scene {
  emulator: Emulator
  client: CubeClient
}

/** Sets a scenario up. `'none'` is for stories that bring their own server and provider. */
export async function createScene(scenario: Scenario | 'none' = {}): Promise<Scene | null> {
  if (scenario === 'none') return null
  const emulator = createEmulator({ objectUrls: true, ...scenario.emulator })
  const open = (): CubeClient =>
    createCubeClient({
      ...emulator.clientOptions,
      signer: localSigner(emulator.keys),
      storage: memoryStorage(),
    })
  const client = open()
  if (scenario.signedIn === 'user') await login(client, firstPerson(emulator))
  else if (scenario.signedIn !== undefined) await loginAsGuest(client, { full_name: scenario.signedIn.guest })
  for (const { login: name, password } of emulator.people.slice(0, scenario.online ?? 0)) {
    await login(open(), { login: name, password })
  }
  if (scenario.expired === true) emulator.expireSessions()
  for (const fault of scenario.faults ?? []) emulator.faults.add(fault)
  return { emulator, client }
}

/**
 * The scene of the running story.
 *
 * @example
 * play: async (context) => {
 *   const [person] = sceneOf(context).emulator.people
 * }
 */
export function sceneOf(context: { loaded: Record<string, unknown> }): Scene {
  const { scene } = context.loaded
  if (!isScene(scene)) throw new Error('This story has no scene: its parameters.scenario is "none".')
  return scene
}

function isScene(value: unknown): value is Scene {
  return typeof value === 'object' && value !== null && 'emulator' in value
}

function firstPerson(emulator: Emulator): { login: string; password: string } {
  const [person] = emulator.people
  if (person === undefined) throw new Error('The emulator has nobody to sign in: `users` is 0.')
  return { login: person.login, password: person.password }
}
