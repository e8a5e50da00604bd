import { type CubeClient, internals } from '../client/CubeClient.ts'
import { CubeError, isCubeError } from '../errors/CubeError.ts'
import { type CubeMutation, cubeMutation } from '../query.ts'
import { abortable } from '../transport/abortable.ts'
import type { CubeUser } from '../wire/user.ts'
import { checkCredentials, type PasswordCredentials } from './credentials.ts'
import { openUserSession } from './openUserSession.ts'
import { keepAppSession } from './prepareLogin.ts'
import { withAppSession } from './withAppSession.ts'

/** What a person tells when they sign up: a login or an e-mail address and a password, and the rest if they like. */
export type SignUpDetails = PasswordCredentials & {
  readonly full_name?: string
  readonly phone?: string
  readonly website?: string
  readonly tag_list?: readonly string[]
  /** Free text of the application, often JSON. */
  readonly custom_data?: string
}

/**
 * Makes an account and signs the person in.
 *
 * When the server's answer is lost, nobody knows whether the account was made: then one sign-in with the same
 * credentials decides. The account is never asked for twice.
 *
 * @throws CubeError `validation` with the fields that the server refused, also when the login or e-mail address
 * is taken; otherwise as {@link login}.
 * @example
 * const user = await signUp(client, { email: 'ada@example.com', password, full_name: 'Ada Lovelace' })
 *
 * Source: ConnectyCube server API, POST /users and POST /login.
 */
export async function signUp(
  client: CubeClient,
  details: SignUpDetails,
  options: { signal?: AbortSignal } = {},
): Promise<CubeUser> {
  const { signal } = options
  const { session, send } = client[internals]
  const credentials = checkCredentials(details)
  const since = await abortable(session.beginSignIn(), signal)
  const { secrets } = credentials
  let lost: unknown = null
  try {
    await withAppSession(client, signal, async (token) => {
      await send({ method: 'POST', path: '/users', body: { user: details }, token, secrets, signal })
      keepAppSession(client, token)
    })
  } catch (error) {
    if (!isCubeError(error) || !unclear.has(error.code)) throw withTakenField(error)
    lost = error
  }
  const opened = await openUserSession(client, credentials, signal).catch((error: unknown) => {
    // The account was not made: the first failure is the one to tell of.
    throw lost !== null && isCubeError(error, 'invalid-credentials') ? lost : error
  })
  await session.finishSignIn(
    since,
    { kind: 'user', user: opened.user, token: opened.token },
    opened.expiresAt,
  )
  return opened.user
}

/** The mutation options of {@link signUp}; prefer a hook, since TanStack keeps the variables of a mutation. */
export function signUpMutation(client: CubeClient): CubeMutation<SignUpDetails, CubeUser> {
  return cubeMutation(client, 'signUp', (details: SignUpDetails) => signUp(client, details))
}

/** After these the account may have been made. */
const unclear: ReadonlySet<string> = new Set(['unreachable', 'timeout', 'protocol', 'server-error'])

/** The server names no field when a login or an e-mail address is taken. */
function withTakenField(error: unknown): unknown {
  if (!isCubeError(error, 'rejected')) return error
  const taken = /^(login|email) must be unique$/i.exec(error.details.join())?.[1]?.toLowerCase()
  if (taken === undefined) return error
  return new CubeError('validation', { status: error.status, fields: { [taken]: ['must be unique'] } })
}
