import { type CubeClient, internals } from '../client/CubeClient.ts'
import { writeCustomData } from '../client/customData.ts'
import type { CustomDataInput } from '../client/register.ts'
import { CubeError, isCubeError } from '../errors/CubeError.ts'
import { checkLimits } from '../wire/checkLimits.ts'
import { type CheckedCredentials, checkCredentials, type PasswordCredentials } from './credentials.ts'
import { expectAccount } from './noteUnexpectedAccount.ts'
import { openUserSession, type UserSession } from './openUserSession.ts'
import { keepAppSession } from './prepareLogin.ts'
import { takenFields } from '../wire/takenFields.ts'
import { withAppSession } from './withAppSession.ts'

/** What a person tells when they sign up: a login or an e-mail address and a password, and the rest if they like. */
export type SignUpDetails = PasswordCredentials & {
  readonly full_name?: string | undefined
  readonly phone?: string | undefined
  readonly website?: string | undefined
  /** At most five. */
  readonly tag_list?: readonly string[] | undefined
  /** Of the type of your application, see `Register`; or a text of your own. */
  readonly custom_data?: CustomDataInput | string | undefined
}

/** After these the account may have been made. */
const unclear: ReadonlySet<string> = new Set([
  'unreachable',
  'timeout',
  'protocol',
  'server-error',
  'aborted',
])

/** An account that was asked for, that nobody has signed in to yet, and that may be there. */
interface Awaited {
  readonly name: string
  /** When it was first asked for, by the server's clock, ms since 1970. */
  readonly at: number
}
const awaited = new WeakMap<CubeClient, Awaited>()

/** The server tells its time and that of an account in whole seconds. */
const toleranceMs = 5000

/** What is sent of a new account, whatever else a form's values hold. */
const names = [
  'login',
  'email',
  'password',
  'full_name',
  'phone',
  'website',
  'tag_list',
  'custom_data',
] as const satisfies readonly (keyof (SignUpDetails & { login: string; email: string }))[]

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
  const { session, send, serverNow, knowsTime } = client[internals]
  const given: Partial<Record<(typeof names)[number], unknown>> = details
  const { login, email } = given
  const { custom_data } = details
  const user = {
    ...Object.fromEntries(names.map((field) => [field, given[field]])),
    ...(custom_data && { custom_data: writeCustomData(client, custom_data) }),
  }
  const name = JSON.stringify([login, email])
  const before = awaited.get(client)
  const asked = before?.name === name ? before : { name, at: serverNow() }
  let doubt: CubeError | null = null
  let isSent = false
  try {
    await withAppSession(client, signal, async (token) => {
      isSent = true
      await send({ method: 'POST', path: '/users', body: { user }, token, secrets, signal })
      keepAppSession(client, token)
    })
  } catch (error) {
    if (!isCubeError(error) || !isSent) throw error
    const { code, status } = error
    const taken = takenFields(error)
    const isTaken = Object.keys(taken).length > 0
    doubt = isTaken ? new CubeError('validation', { status, fields: { ...error.fields, ...taken } }) : error
    if (unclear.has(code)) awaited.set(client, asked)
    else if (!isTaken || before?.name !== name) throw doubt
    if (code === 'aborted') throw error
  }
  awaited.set(client, asked)
  const opened = await openUserSession(client, credentials, signal).catch((error: unknown) => {
    // The account was not made: the first failure is the one to tell of.
    throw doubt && isCubeError(error, 'invalid-credentials') ? doubt : error
  })
  awaited.delete(client)
  if (doubt && knowsTime() && Date.parse(opened.user.created_at ?? '') < asked.at - toleranceMs) {
    // Somebody had it long before: to sign in to that is not what was asked for.
    session.discard(opened.token)
    throw new CubeError('validation', { fields: { [login ? 'login' : 'email']: ['must be unique'] } })
  }
  expectAccount(client, opened.user.id)
  return opened
}
