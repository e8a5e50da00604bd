import { type CubeClient, internals } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import type { CubeUser } from '../wire/user.ts'
import { checkCredentials, type LoginCredentials } from './credentials.ts'
import { openUserSession, type UserSession } from './openUserSession.ts'
import { readGrant, type SessionGrant } from './SessionGrant.ts'

/** What a {@link CredentialProvider} is asked. */
export interface CredentialRequest {
  /** Why: the server does not know the session any more. */
  readonly reason: 'expired'
  /** Whose session it was. Credentials of anybody else are refused. */
  readonly user: CubeUser
  /** Aborts after 10 s: then the person is asked to sign in again. */
  readonly signal: AbortSignal
}

/**
 * Finds what renews a user's session without asking the person: a token of your own identity provider, or a
 * session from a broker on your server. `null` when there is nothing.
 *
 * It is asked once per lapsed session, in one tab. Never answer with a stored password: whoever reads it has the
 * account, not just a session of two hours.
 *
 * @example
 * const credentialProvider: CredentialProvider = async ({ signal }) => {
 *   const answer = await fetch('/api/cube/session', { method: 'POST', signal })
 *   return answer.ok ? answer.json() : null
 * }
 */
export type CredentialProvider = (
  request: CredentialRequest,
) => Promise<LoginCredentials | SessionGrant | null> | LoginCredentials | SessionGrant | null

/** Asks the provider; gives what opens a session with its answer. */
export async function askProvider(
  client: CubeClient,
  provider: CredentialProvider,
  user: CubeUser,
  signal: AbortSignal,
): Promise<(() => Promise<UserSession>) | null> {
  const given = await provider({ reason: 'expired', user, signal })
  if (given === null || given === undefined) return null
  if (!('session' in given)) {
    const credentials = checkCredentials(given)
    return () => openUserSession(client, credentials)
  }
  const granted = readGrant(client, given)
  return async () => {
    if (granted.user) return { user: granted.user, token: granted.token, expiresAt: null }
    client[internals].session.discard(granted.token)
    throw new CubeError('invalid-credentials')
  }
}
