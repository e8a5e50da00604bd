import { type CubeClient, internals } from '../client/CubeClient.ts'
import { isLocalPage } from '../signing/isLocalPage.ts'
import type { SessionInfo } from '../wire/session.ts'

/** A user's `created_at` has whole seconds, and the session is made a moment after the user; in ms. */
const toleranceMs = 2000

/** The last one that each app was told of. */
const told = new WeakMap<CubeClient, number>()
let hasExplained = false

/** Takes note of an account that was asked for, by a sign-up. */
export function expectAccount(client: CubeClient, id: number): void {
  told.set(client, id)
}

/**
 * Tells the app, or in development whoever builds it, of a user whom the server has made by a mere sign-in.
 *
 * Source: ConnectyCube server API, "Create session": users are made unless the dashboard denies it.
 */
export function noteUnexpectedAccount(client: CubeClient, { user, created_at }: SessionInfo): void {
  const age = Date.parse(created_at ?? '') - Date.parse(user?.created_at ?? '')
  // Somebody else vouches for whoever has an id of theirs, and makes them as they come.
  if (!user || !(age < toleranceMs) || user.external_id !== null) return
  if (told.get(client) === user.id) return
  told.set(client, user.id)
  const { onUnexpectedAccount } = client[internals].options
  // What it throws reaches the host's error handling, as if it had been thrown in an event handler.
  if (onUnexpectedAccount) queueMicrotask(() => onUnexpectedAccount(user))
  else if (!hasExplained && isLocalPage()) {
    hasExplained = true
    // oxlint-disable-next-line no-console -- the one thing a developer must not overlook
    console.warn(
      'Cubekit: createSession() with a login that nobody had has made an account. To keep the server from that, set ' +
        '“Session creation without an existing user entity” to Deny in the ConnectyCube dashboard. login() never makes ' +
        'accounts. If they are meant to be, say so with createCubeClient({ onUnexpectedAccount }).',
    )
  }
}
