import { type CubeClient, internals } from '../client/CubeClient.ts'
import { type CubeError, isCubeError } from '../errors/CubeError.ts'
import { abortable } from '../transport/abortable.ts'
import type { ApiAnswer } from '../transport/send.ts'
import { type CubeUser, parseUser } from '../wire/user.ts'
import type { LoginCredentials } from './credentials.ts'
import { keepAppSession, takeAppSession } from './prepareLogin.ts'

/** A user's session that the server just made, and that nobody uses yet. */
export interface UserSession {
  readonly user: CubeUser
  readonly token: string
  /** By this device's clock, ms since 1970. */
  readonly expiresAt: number | null
}

/** POST /login on an application session of its own; leaves the current session as it is. */
export async function openUserSession(
  client: CubeClient,
  credentials: LoginCredentials,
  signal?: AbortSignal,
): Promise<UserSession> {
  const { session, send } = client[internals]
  const secrets = [credentials.password]
  const post = (token: string): Promise<ApiAnswer> =>
    send({ method: 'POST', path: '/login', body: credentials, token, credentials: true, secrets, signal })

  let { token, hasWaited } = await abortable(takeAppSession(client, signal), signal)
  try {
    const answer = await post(token).catch(async (error: unknown) => {
      if (!hasWaited || !isCubeError(error, 'session-expired')) throw error
      ;({ token, hasWaited } = await abortable(takeAppSession(client, signal), signal))
      return post(token)
    })
    return { user: parseUser(answer.data), token, expiresAt: answer.expiresAt }
  } catch (error) {
    session.failed(error)
    // Refused, so the session is still nobody's. After any other failure it may be somebody's by now.
    if (isCubeError(error) && isRefusal(error)) keepAppSession(client, token)
    else session.discard(token)
    throw error
  }
}

function isRefusal({ code, status }: CubeError): boolean {
  return code !== 'session-expired' && status !== null && status >= 400 && status < 500
}
