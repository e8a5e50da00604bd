import { type CubeClient, internals } from '../client/CubeClient.ts'
import { type CubeError, isCubeError } from '../errors/CubeError.ts'
import { type CubeMutation, cubeMutation } from '../query.ts'
import { abortable } from '../transport/abortable.ts'
import type { ApiAnswer } from '../transport/send.ts'
import { type CubeUser, parseUser } from '../wire/user.ts'
import { checkCredentials, type LoginCredentials } from './credentials.ts'
import { keepAppSession, takeAppSession } from './prepareLogin.ts'

/**
 * Signs a person in.
 *
 * Makes a fresh application session and signs in on it, so that a mistyped login cannot create an account (as
 * POST /session does on many applications) and the new session's token was never used by anybody else. Who
 * was signed in before stays so until this succeeds. The password is sent and forgotten.
 *
 * @throws CubeError `invalid-credentials` when login or password is wrong, `validation` when one is empty,
 * `superseded` when a logout or another sign-in came in between, `app-rejected`, `signature-rejected` or
 * `clock-skew` when the application itself was refused, and the transport's codes.
 * @example
 * const user = await login(client, { login: 'ada', password })
 *
 * Source: ConnectyCube server API, POST /session and POST /login.
 */
export async function login(
  client: CubeClient,
  credentials: LoginCredentials,
  options: { signal?: AbortSignal } = {},
): Promise<CubeUser> {
  const { signal } = options
  const { session, send } = client[internals]
  const body = checkCredentials(credentials)
  const since = await abortable(session.beginSignIn(), signal)
  const post = (token: string): Promise<ApiAnswer> =>
    send({ method: 'POST', path: '/login', body, token, credentials: true, secrets: [body.password], signal })

  let token = await abortable(takeAppSession(client, signal), signal)
  let answer: ApiAnswer
  let user: CubeUser
  try {
    answer = await post(token).catch(async (error: unknown) => {
      // The session that waited has lapsed.
      if (!isCubeError(error, 'session-expired')) throw error
      token = await abortable(takeAppSession(client, signal), signal)
      return post(token)
    })
    user = parseUser(answer.data)
  } catch (error) {
    session.failed(error)
    // Refused, so the session is still nobody's. After any other failure it may be somebody's by now.
    if (isCubeError(error) && isRefusal(error)) keepAppSession(client, token)
    else session.discard(token)
    throw error
  }
  await session.finishSignIn(since, { kind: 'user', user, token }, answer.expiresAt)
  return user
}

function isRefusal({ code, status }: CubeError): boolean {
  return code !== 'session-expired' && status !== null && status >= 400 && status < 500
}

/**
 * The mutation options of {@link login}. TanStack keeps the variables of a mutation, the password among them:
 * prefer `useLogin`, which keeps none.
 */
export function loginMutation(client: CubeClient): CubeMutation<LoginCredentials, CubeUser> {
  return cubeMutation(client, 'login', (credentials: LoginCredentials) => login(client, credentials))
}
