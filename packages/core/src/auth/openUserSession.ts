import { type CubeClient, internals } from '../client/CubeClient.ts'
import { type CubeUser, parseUser } from '../wire/user.ts'
import type { CheckedCredentials } from './credentials.ts'
import { withAppSession } from './withAppSession.ts'

/** A user's session that the server just made, and that nobody uses yet. */
export interface UserSession {
  readonly user: CubeUser
  readonly token: string
  /** By this device's clock, ms since 1970. */
  readonly expiresAt: number | null
}

/** POST /login on an application session of its own; leaves the current session as it is. */
export function openUserSession(
  client: CubeClient,
  { params, secrets }: CheckedCredentials,
  signal?: AbortSignal,
): Promise<UserSession> {
  return withAppSession(client, signal, async (token) => {
    const { data, expiresAt } = await client[internals].send({
      method: 'POST',
      path: '/login',
      body: params['user'] ?? params,
      token,
      credentials: true,
      secrets,
      signal,
    })
    return { user: parseUser(data), token, expiresAt }
  })
}
