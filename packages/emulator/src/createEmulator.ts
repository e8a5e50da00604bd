import { assembleEmulator } from './assembleEmulator.ts'
import type { Emulator } from './Emulator.ts'
import type { EmulatorOptions } from './options.ts'

/**
 * Makes a ConnectyCube API of your own: sessions, users and their rules, in this process, in memory.
 *
 * It runs wherever `fetch` does: in Node, in a test, in a browser page.
 *
 * @param options - See {@link EmulatorOptions}; everything has a default.
 * @throws `RangeError` or `TypeError` for options that make no sense, such as a negative number of users.
 *
 * @example
 * const emulator = createEmulator({ users: 100 })
 * const client = createCubeClient({ ...emulator.clientOptions, signer: localSigner(emulator.keys) })
 * const [someone] = emulator.people // { login, password, … }
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  return assembleEmulator(options)
}
