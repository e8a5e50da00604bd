import type { CustomDataSchema } from './register.ts'
import type { CredentialProvider } from '../auth/credentialProvider.ts'
import type { SessionStorage } from '../session/SessionStorage.ts'
import type { Tabs } from '../session/Tabs.ts'
import type { Signer } from '../signing/Signer.ts'
import type { CubeUser } from '../wire/user.ts'

/** Where users have their avatars: the same for all apps that share the users. */
export interface AvatarPlace {
  /**
   * `avatar` (the default) is the user's own field. `custom_data` is for apps that share users with apps made after the
   * documentation for iOS and Android, which keep the file's uid in `custom_data.avatar_uid`: it is read from there
   * first, and written there and to `avatar`.
   */
  in?: 'avatar' | 'custom_data'
  /** Whether avatars are public files: everybody who has an address may see them, and none has to be asked for. */
  public?: boolean
}

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
  /**
   * How long the session is kept. `local`: until it ends, and shared by all tabs. `tab`: as long as the tab.
   * `memory`: as long as the page, which leaves nothing behind that others could read. By default `local`.
   *
   * Where the browser denies a place, the next lesser one is used; `client.persistence()` tells.
   */
  persist?: 'local' | 'tab' | 'memory'
  /** Keeps the session in a place of your own instead, such as React Native's storages. */
  storage?: SessionStorage
  /** What is around the client; by default the browser's tabs, where there are any. */
  tabs?: Tabs
  /** Renews a user's session without asking the person. Without it, the person must sign in again. */
  credentialProvider?: CredentialProvider
  /** Checks what is in `custom_data` of users, and gives it its type: see `Register`. It must check at once. */
  customData?: CustomDataSchema
  /**
   * Told of a user whom the server has made because somebody tried to sign in with a login that nobody has, by
   * `createSession(client, credentials)`. Called once, also when a logout came in between. Without it, a page that is served
   * from this machine explains in the console how to switch that off.
   */
  onUnexpectedAccount?: (user: CubeUser) => void
  /** Called as the official SDK calls them, to take code over from there. */
  on?: {
    /**
     * The session of the signed-in user has lapsed. Sign the person in again, then call `retry`; or call
     * `handleResponse` to let the requests that wait for it fail with `session-expired`. Called once for all of
     * them, and waited for 25 s. A `credentialProvider` is simpler; where there is one, this is not called.
     *
     * Source: ConnectyCube documentation for JavaScript, "Session expiration".
     */
    sessionExpired?: (handleResponse: () => void, retry: (session?: unknown) => void) => void
  }
  /**
   * Where files may be sent, beside `amazonaws.com`, `connectycube.com` and the API itself: origins, such as
   * `https://files.example.com`, of dedicated servers with a storage of their own.
   */
  uploadOrigins?: readonly string[]
  /** Where users have their avatars. */
  avatars?: AvatarPlace
  /** For one exchange with the server, its body included, in ms; by default 15,000. */
  timeoutMs?: number
  /** This device's time, ms since 1970; by default `Date.now`. For tests. */
  now?: () => number
}
