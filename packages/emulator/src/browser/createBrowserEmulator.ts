import { assembleEmulator } from '../assembleEmulator.ts'
import type { Emulator } from '../Emulator.ts'
import type { EmulatorOptions } from '../options.ts'
import { persistInIndexedDb } from './persistInIndexedDb.ts'

/** How an emulator in a browser page is set up. */
export interface BrowserEmulatorOptions extends EmulatorOptions {
  /** What its state is saved under. Emulators of one name and origin are one. Default `cubekit-emulator`. */
  readonly name?: string
}

/**
 * Makes an emulator whose state outlives the page: sign in, reload, and the session is still there.
 *
 * The state is kept in IndexedDB, shared by all tabs of the origin, and saved before each answer. Where
 * storage is denied the emulator works all the same, from memory. A saved state is forgotten when the
 * emulator is set up with other people (`users`, `seed`).
 *
 * The saved state is loaded at once, which takes a moment: `subscribe` tells when it is there, and requests
 * wait for it. Until then `clock` and `db` know nothing of it; controls can be pulled all the same.
 *
 * @param options - See {@link BrowserEmulatorOptions}.
 *
 * @example
 * const emulator = createBrowserEmulator()
 * const client = createCubeClient({ ...emulator.clientOptions, signer: localSigner(emulator.keys) })
 */
export function createBrowserEmulator(options: BrowserEmulatorOptions = {}): Emulator {
  const { name = 'cubekit-emulator', ...rest } = options
  return assembleEmulator(rest, (state) => persistInIndexedDb(name, state))
}
