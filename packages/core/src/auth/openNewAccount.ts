import { type CubeClient, internals } from '../client/CubeClient.ts'
import { writeCustomData } from '../client/customData.ts'
import type { CustomDataInput } from '../client/register.ts'
import { CubeError, isCubeError } from '../errors/CubeError.ts'
import { checkLimits } from '../wire/checkLimits.ts'
import { type CheckedCredentials, checkCredentials, type PasswordCredentials } from './credentials.ts'
import { openUserSession, type UserSession } from './openUserSession.ts'
import { keepAppSession } from './prepareLogin.ts'
import { takenFields } from '../wire/takenFields.ts'
import { withAppSession } from './withAppSession.ts'

/** What a person tells when they sign up: a login or an e-mail address and a password, and the rest if they like. */
export type SignUpDetails = PasswordCredentials & {
  readonly full_name?: string
  readonly phone?: string
  readonly website?: string
  /** At most five. */
  readonly tag_list?: readonly string[]
  /** Of the type of your application, see `Register`; or a text of your own. */
  readonly custom_data?: CustomDataInput | string
}

/** After these the account may have been made. */
const unclear: ReadonlySet<string> = new Set([
  'unreachable',
  'timeout',
  'protocol',
  'server-error',
  'aborted',
])

/** Under which name an account was asked for that nobody has signed in to yet, and which may be there. */
const awaited = new WeakMap<CubeClient, string>()

/** Refuses what the API cannot accept, before any request. */
export function checkDetails(details: SignUpDetails): CheckedCredentials {
  const credentials = checkCredentials(details)
  checkLimits(details)
  return credentials
}

/**
 * Makes an account and opens a session of it, which nobody uses yet.
 *
 * When the server's answer is lost, one sign-in decides whether the account was made. When that is lost too, the next
 * try may find the name taken, by the account that this person has just asked for: then a sign-in decides again.
 */
export async function openNewAccount(
  client: CubeClient,
  details: SignUpDetails,
  credentials: CheckedCredentials,
  signal: AbortSignal | undefined,
): Promise<UserSession> {
  const { secrets } = credentials
  const { login, email }: { login?: string; email?: string } = details
  const { custom_data } = details
  const user = custom_data ? { ...details, custom_data: writeCustomData(client, custom_data) } : details
  const name = JSON.stringify([login, email])
  let doubt: CubeError | null = null
  try {
    await withAppSession(client, signal, async (token) => {
      await client[internals].send({
        method: 'POST',
        path: '/users',
        body: { user },
        token,
        secrets,
        signal,
      })
      keepAppSession(client, token)
    })
  } catch (error) {
    if (!isCubeError(error)) throw error
    const { code, status } = error
    const taken = takenFields(error)
    const isTaken = Object.keys(taken).length > 0
    doubt = isTaken ? new CubeError('validation', { status, fields: { ...error.fields, ...taken } }) : error
    if (unclear.has(code)) awaited.set(client, name)
    else if (!isTaken || awaited.get(client) !== name) throw doubt
    if (code === 'aborted') throw error
  }
  awaited.set(client, name)
  const opened = await openUserSession(client, credentials, signal).catch((error: unknown) => {
    // The account was not made: the first failure is the one to tell of.
    throw doubt && isCubeError(error, 'invalid-credentials') ? doubt : error
  })
  awaited.delete(client)
  return opened
}
