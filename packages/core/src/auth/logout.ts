import { type CubeClient, internals } from '../client/CubeClient.ts'
import { type CubeMutation, cubeMutation } from '../query.ts'

/** How a logout ended. Locally it always succeeds. */
export interface LogoutResult {
  /**
   * `revoked`: the server has ended the session. `unconfirmed`: it could not be asked, so the session ends
   * there by itself, two hours after its last use.
   */
  readonly server: 'revoked' | 'unconfirmed'
}

/**
 * Signs the person out: here at once, before anything is awaited, then on the server. Never rejects.
 *
 * @example
 * await logout(client)
 *
 * Source: ConnectyCube server API, DELETE /session. DELETE /login is not used: it would leave the token alive.
 */
export async function logout(client: CubeClient): Promise<LogoutResult> {
  return { server: (await client[internals].session.end(false)) ? 'revoked' : 'unconfirmed' }
}

/** The mutation options of {@link logout}. */
export function logoutMutation(client: CubeClient): CubeMutation<void, LogoutResult> {
  return cubeMutation(client, 'logout', () => logout(client))
}
