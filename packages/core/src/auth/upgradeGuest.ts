import { type CubeClient, internals } from '../client/CubeClient.ts'
import { CubeError, isCubeError } from '../errors/CubeError.ts'
import { isSameScope } from '../session/scope.ts'
import { abortable } from '../transport/abortable.ts'
import type { CubeUser } from '../wire/user.ts'
import { checkCredentials } from './credentials.ts'
import { checkDetails, openNewAccount, type SignUpDetails } from './openNewAccount.ts'
import { openUserSession, type UserSession } from './openUserSession.ts'
import { takenFields } from '../wire/takenFields.ts'

/** Who somebody was as a guest, and who they are now. */
export interface GuestUpgrade {
  readonly guest: CubeUser
  readonly user: CubeUser
}

/** A guest asked for an account that is there already. */
export interface GuestConflict {
  readonly guest: CubeUser
  /** Which of what they typed is taken. */
  readonly field: 'login' | 'email'
}

/** What to do about a conflict: sign in to the account that is there, or leave it at that. */
export type GuestConflictAnswer = 'sign-in' | 'stop'

/** What {@link upgradeGuest} accepts beside the details. */
export interface GuestUpgradeOptions {
  /** Gives up, as long as the new user is not signed in. */
  signal?: AbortSignal | undefined
  /**
   * Moves what the guest has made to the new user, who is signed in by now; the guest's session has ended. It is
   * waited for. What it throws, the upgrade throws, and the new user stays signed in: keep the guest's id for another
   * try, since the server deletes the guest within the day.
   */
  onUpgrade?: ((upgrade: GuestUpgrade) => unknown) | undefined
  /**
   * Decides what to do when the account is there already: `sign-in` tries the password that was typed, once, and
   * `stop` fails with `validation` as without it.
   */
  onConflict?: ((conflict: GuestConflict) => GuestConflictAnswer | Promise<GuestConflictAnswer>) | undefined
}

/**
 * Makes a user of the guest who is signed in: signs them up and in, and lets the app move what they made.
 *
 * Until the new user is signed in, the guest stays so, whatever fails. A logout or another sign-in meanwhile wins. When
 * an answer is lost, it is found out whether the account was made, as {@link signUp} does.
 *
 * @throws CubeError `not-signed-in` when nobody is here as a guest, `superseded` when that has changed meanwhile;
 * `invalid-credentials` when the account is there and the password is not its; otherwise as {@link signUp}. And
 * what `onUpgrade` and `onConflict` throw.
 * @example
 * await upgradeGuest(client, { email, password }, {
 *   onUpgrade: ({ guest, user }) => drafts.move(guest.id, user.id),
 *   onConflict: ({ field }) => (confirm(`That ${field} has an account. Sign in to it?`) ? 'sign-in' : 'stop'),
 * })
 *
 * Source: ConnectyCube server API, POST /users and POST /login.
 */
export async function upgradeGuest(
  client: CubeClient,
  details: SignUpDetails,
  options: GuestUpgradeOptions = {},
): Promise<CubeUser> {
  const { signal, onUpgrade, onConflict } = options
  const { session } = client[internals]
  const credentials = checkDetails(details)
  const since = await abortable(session.beginSignIn(), signal)
  const { status, user: guest } = client.getSession()
  if (status !== 'guest') throw new CubeError('not-signed-in')
  const scope = client.scope()
  /** The guest's session has lapsed meanwhile, and the guest with it: the account is theirs all the same. */
  const isLost = (): boolean => client.getSession().endReason === 'guest-expired'

  const signInInstead = async (error: unknown): Promise<UserSession> => {
    const taken = isCubeError(error, 'validation') ? takenFields(error) : {}
    const field = (['login', 'email'] as const).find((name) => name in taken)
    const decide = async (): Promise<unknown> => field && onConflict?.({ guest, field })
    if ((await abortable(decide(), signal)) !== 'sign-in') throw error
    if (!isSameScope(scope, client.scope()) && !isLost()) throw new CubeError('superseded')
    const { login = '', email = '', password }: { login?: string; email?: string; password: string } = details
    const known = checkCredentials(field === 'email' ? { email, password } : { login, password })
    return openUserSession(client, known, signal)
  }

  const { user, token, expiresAt } = await openNewAccount(client, details, credentials, signal).catch(
    signInInstead,
  )
  const now = isLost() ? await session.beginSignIn().catch(() => since) : since
  // Anything but that one step was a logout or somebody else's sign-in, which wins.
  await session.finishSignIn(now === since + 1 ? now : since, { kind: 'user', user, token }, expiresAt)
  await onUpgrade?.({ guest, user })
  return user
}
