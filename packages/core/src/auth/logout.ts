import type { CubeClient } from '../client/CubeClient.ts'
import { type CubeMutation, cubeMutation } from '../query.ts'
import { endSession } from './endSession.ts'

/** How a logout ended. For this person, on this device, it always succeeds. */
export interface LogoutResult {
  /**
   * `revoked`: the server has ended the session. `unconfirmed`: it could not be asked, so the session ends
   * there by itself, two hours after its last use.
   */
  readonly server: 'revoked' | 'unconfirmed'
  /** Whether it is stored so that not even a crash of the browser brings the session back. */
  readonly durable: boolean
}

/**
 * Signs the person out: here at once, before anything is awaited, then on the server. Never rejects.
 *
 * @example
 * await logout(client)
 *
 * Source: ConnectyCube server API, DELETE /session. DELETE /login is not used: it would leave the token alive.
 */
export function logout(client: CubeClient): Promise<LogoutResult> {
  return endSession(client, false)
}

/** The mutation options of {@link logout}. */
export function logoutMutation(client: CubeClient): CubeMutation<void, LogoutResult> {
  return cubeMutation(client, 'logout', () => logout(client))
}
