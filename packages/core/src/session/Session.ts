import type { CubeUser } from '../wire/user.ts'
import type { EndReason } from './record.ts'

/**
 * The session as an app sees it. Branch on `status`; the union narrows.
 *
 * @example
 * if (session.status === 'user') greet(session.user.full_name)
 */
export type Session =
  | SessionOf<'loading', null, null>
  | SessionOf<'signed-out', null, EndReason | null>
  | SessionOf<'user' | 'guest', CubeUser, null>
  | SessionOf<'reauth-required', CubeUser, 'expired'>

interface SessionOf<Status extends string, User, Reason> {
  /**
   * - `loading`: what is stored has not been read yet.
   * - `signed-out`: nobody is signed in; `endReason` tells why, if there was somebody.
   * - `user`, `guest`: somebody is signed in.
   * - `reauth-required`: the session of `user` has lapsed, and the same person should sign in again.
   */
  readonly status: Status
  /** Who is signed in, or should sign in again. */
  readonly user: User
  readonly endReason: Reason
  /** When the session ends unless it is used, by this device's clock; `null` when the server did not say. */
  readonly expiresAt: Date | null
  /**
   * When the server deletes the guest who is signed in, by this device's clock: a day after they came. `null` for
   * everybody else.
   */
  readonly guestExpiresAt: Date | null
  /** Whether the last request failed to reach a working server, so that what is shown may be old. */
  readonly isStale: boolean
}
