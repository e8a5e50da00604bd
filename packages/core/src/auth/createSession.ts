import { type CubeClient, internals } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import { abortable } from '../transport/abortable.ts'
import type { SessionInfo } from '../wire/session.ts'
import { checkCredentials, type LoginCredentials } from './credentials.ts'
import { noteUnexpectedAccount } from './noteUnexpectedAccount.ts'
import { openSession } from './openSession.ts'

/** Asks for a temporary user, whom the server deletes after a day. */
export interface GuestCredentials {
  readonly guest: '1'
  readonly full_name?: string
}

/**
 * Makes a session by one POST /session and makes it the current one.
 *
 * Without credentials it is an application session, which reads and needs nobody signed in; Cubekit makes one
 * by itself when it needs it. With credentials it signs in by one request instead of two, but on an
 * application that allows it (most do) **an unknown login creates an account**: prefer {@link login}, which never does.
 * `onUnexpectedAccount` of the client is told of such accounts.
 *
 * @throws CubeError as {@link login}; `invalid-argument` when the signer does not sign credentials.
 * @example
 * const session = await createSession(client, { login: 'ada', password })
 *
 * Source: ConnectyCube server API, POST /session.
 */
export async function createSession(
  client: CubeClient,
  credentials?: LoginCredentials | GuestCredentials,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<SessionInfo> {
  const { signal } = options
  const hidden = client[internals]
  const { session } = hidden
  const opener = { ...hidden, appId: client.appId }
  if (credentials === undefined) {
    const { info, token } = await abortable(openSession(opener, {}, { signal }), signal)
    await session.useAppSession(token)
    return info
  }

  const isGuest = 'guest' in credentials
  const { params, secrets } = isGuest
    ? { params: { user: guestParams(credentials) }, secrets: [] }
    : checkCredentials(credentials)
  const since = await abortable(session.beginSignIn(), signal)
  const opened = await abortable(openSession(opener, params, { signal, secrets }), signal)
  const { info, token } = opened
  if (!info.user) {
    session.discard(token)
    throw new CubeError('protocol')
  }
  const kind = isGuest ? 'guest' : 'user'
  try {
    await session.finishSignIn(since, { kind, user: info.user, token }, opened.expiresAt)
  } finally {
    // Also when somebody has left meanwhile: the account is there.
    if ('password' in credentials) noteUnexpectedAccount(client, info)
  }
  return info
}

/** The API wants the text '1'; with the number 1 it makes a session without a user. */
function guestParams({ full_name }: GuestCredentials): { guest: string; full_name?: string } {
  return full_name ? { guest: '1', full_name } : { guest: '1' }
}
