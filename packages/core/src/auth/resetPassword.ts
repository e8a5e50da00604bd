import { type CubeClient, internals } from '../client/CubeClient.ts'
import { CubeError, isCubeError } from '../errors/CubeError.ts'
import { type CubeMutation, cubeMutation } from '../query.ts'
import { abortable } from '../transport/abortable.ts'
import { keepAppSession } from './prepareLogin.ts'
import { withAppSession } from './withAppSession.ts'

/** Whose password is to be reset. */
export interface PasswordReset {
  /** The account's e-mail address; spaces around it do not count. */
  readonly email: string
}

/** RFC 5321; and what is longer would take the pattern long. */
const longestEmail = 254

/** No outcome is there sooner, in ms: an address that nobody has would be refused at once. */
const leastMs = 600

/**
 * Has a link to choose a new password sent to an e-mail address.
 *
 * What it comes to does not tell whether anybody has that address: it is the same, and takes at least 600 ms, either
 * way. Say so to the person: "If there is an account with this address, …".
 *
 * @returns The address that was asked about.
 * @throws CubeError `validation` with the field `email` when that is no address, before any request; `rejected` when
 * the application has it switched off; and the transport's codes.
 * @example
 * await resetPassword(client, { email: 'ada@example.com' })
 *
 * Source: ConnectyCube server API, "Reset User password", POST /users/password/reset.
 */
export async function resetPassword(
  client: CubeClient,
  request: PasswordReset,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<PasswordReset> {
  const { signal } = options
  const email = request.email.trim()
  if (email.length > longestEmail || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    throw new CubeError('validation', { fields: { email: ['is not an e-mail address'] } })
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const soonest = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, leastMs)
  })
  try {
    await withAppSession(client, signal, async (token) => {
      const { send } = client[internals]
      await send({ method: 'POST', path: '/users/password/reset', body: { email }, token, signal })
      keepAppSession(client, token)
    })
  } catch (error) {
    if (!isCubeError(error, 'not-found')) throw error
  } finally {
    await abortable(soonest, signal).finally(() => clearTimeout(timer))
  }
  return { email }
}

/** The mutation options of {@link resetPassword}. */
export function resetPasswordMutation(client: CubeClient): CubeMutation<PasswordReset, PasswordReset> {
  return cubeMutation(client, 'resetPassword', (request: PasswordReset) => resetPassword(client, request))
}
