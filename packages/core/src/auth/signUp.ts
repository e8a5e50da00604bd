import { type CubeClient, internals } from '../client/CubeClient.ts'
import { type CubeMutation, cubeMutation } from '../query.ts'
import { abortable } from '../transport/abortable.ts'
import type { CubeUser } from '../wire/user.ts'
import { checkDetails, openNewAccount, type SignUpDetails } from './openNewAccount.ts'

/**
 * Makes an account and signs the person in.
 *
 * When the server's answer is lost, nobody knows whether the account was made: then one sign-in with the same
 * credentials decides. The account is never asked for twice.
 *
 * @throws CubeError `validation` with the fields that were refused: before any request when one is missing, the login
 * has fewer than 3 or more than 70 characters or there are more than five tags; else by the server, also when
 * `login` or `email` is taken ("must be unique"). Otherwise as {@link login}.
 * @example
 * const user = await signUp(client, { email: 'ada@example.com', password, full_name: 'Ada Lovelace' })
 *
 * Source: ConnectyCube server API, POST /users and POST /login.
 */
export async function signUp(
  client: CubeClient,
  details: SignUpDetails,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<CubeUser> {
  const { signal } = options
  const { session } = client[internals]
  const credentials = checkDetails(details)
  const since = await abortable(session.beginSignIn(), signal)
  const { user, token, expiresAt } = await openNewAccount(client, details, credentials, signal)
  await session.finishSignIn(since, { kind: 'user', user, token }, expiresAt)
  return user
}

/** The mutation options of {@link signUp}; prefer `useSignUp`, since TanStack keeps the variables of a mutation. */
export function signUpMutation(client: CubeClient): CubeMutation<SignUpDetails, CubeUser> {
  return cubeMutation(client, 'signUp', (details: SignUpDetails) => signUp(client, details))
}
