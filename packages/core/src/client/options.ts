import type { SessionStorage } from '../session/SessionStorage.ts'
import type { Signer } from '../signing/Signer.ts'

/** What {@link createCubeClient} needs to know. */
export interface CubeClientOptions {
  /** The application's id, from its page in the ConnectyCube dashboard. */
  appId: number
  /** How the application proves itself: `unsigned`, `remoteSigner` or `localSigner`. */
  signer: Signer
  /** Where the API is; by default `https://api.connectycube.com`. Dedicated servers have their own. */
  apiUrl?: string
  /** Replaces the platform's `fetch`, for the emulator and for tests. */
  fetch?: typeof globalThis.fetch
  /** Where the session is kept; by default IndexedDB, or memory where there is none. */
  storage?: SessionStorage
  /** For one exchange with the server, its body included, in ms; by default 15,000. */
  timeoutMs?: number
  /** This device's time, ms since 1970; by default `Date.now`. For tests. */
  now?: () => number
}
