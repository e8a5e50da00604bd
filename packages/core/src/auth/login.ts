import { type CubeClient, internals } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import { type CubeMutation, cubeMutation } from '../query.ts'
import { abortable } from '../transport/abortable.ts'
import type { CubeUser } from '../wire/user.ts'
import { checkCredentials, type LoginCredentials } from './credentials.ts'
import { openUserSession } from './openUserSession.ts'

/** What {@link login} accepts beside the credentials. */
export interface LoginOptions {
  signal?: AbortSignal | undefined
  /** The id of whom it must be, when a session is renewed: anybody else’s credentials are refused. */
  as?: number
}

/**
 * Signs a person in, by login or e-mail address and password, or by what an identity provider gave them.
 *
 * Makes a fresh application session and signs in on it, so that a mistyped login cannot create an account (as
 * POST /session does on many applications) and the new session's token was never used by anybody else. Who
 * was signed in before stays so until this succeeds. Passwords and tokens are sent and forgotten.
 *
 * @throws CubeError `invalid-credentials` when login or password is wrong or the provider refuses its token,
 * `validation` when one is empty, `superseded` when a logout or another sign-in came in between, `identity-mismatch`
 * when it is not `as`, `app-rejected`, `signature-rejected` or `clock-skew` when the application itself was refused,
 * and the transport's codes.
 * @example
 * const user = await login(client, { login: 'ada', password })
 * @example
 * await login(client, { provider: 'facebook', keys: { token } })
 *
 * Source: ConnectyCube server API, POST /session and POST /login.
 */
export async function login(
  client: CubeClient,
  credentials: LoginCredentials,
  options: LoginOptions = {},
): Promise<CubeUser> {
  const { signal, as } = options
  const { session } = client[internals]
  const checked = checkCredentials(credentials)
  const since = await abortable(session.beginSignIn(), signal)
  const { user, token, expiresAt } = await openUserSession(client, checked, signal)
  if (as !== undefined && user.id !== as) {
    session.discard(token)
    throw new CubeError('identity-mismatch')
  }
  await session.finishSignIn(since, { kind: 'user', user, token }, expiresAt)
  return user
}

/**
 * The mutation options of {@link login}. TanStack keeps the variables of a mutation, the password among them:
 * prefer `useLogin`, which keeps none.
 */
export function loginMutation(client: CubeClient): CubeMutation<LoginCredentials, CubeUser> {
  return cubeMutation(client, 'login', (credentials: LoginCredentials) => login(client, credentials))
}
