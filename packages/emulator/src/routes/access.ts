import type { EmulatorSession } from '../db/session.ts'
import type { EmulatorUser } from '../db/user.ts'
import { ApiError } from '../rules/ApiError.ts'
import { observedErrors } from '../rules/observed.ts'
import { sameText } from '../sameText.ts'
import { unobservedErrors } from '../rules/unobserved.ts'
import type { CallRequest } from './route.ts'

/**
 * Who may call an endpoint.
 *
 * - `anyone`: no token is asked for, and a token that is sent is not even looked at;
 * - `app-key`: a valid session, or the application's key in `CB-AuthKey`;
 * - `session`: any valid session;
 * - `user`: a session with a user in it, because application sessions may only read.
 */
export type Access = 'anyone' | 'app-key' | 'session' | 'user'

interface CallerOf {
  anyone: { session: null; user: null; token: null }
  'app-key': { session: EmulatorSession | null; user: EmulatorUser | null; token: string | null }
  session: { session: EmulatorSession; user: EmulatorUser | null; token: string }
  user: { session: EmulatorSession; user: EmulatorUser; token: string }
}

/** Who calls. */
export type Caller<A extends Access = Access> = CallerOf[A]

/** The part of a request that tells who sends it. */
type Credentials = Pick<CallRequest, 'headers' | 'world' | 'refuses'>

/** How each kind of access is checked. All of them throw an `ApiError` for callers they refuse. */
export const identify: { [A in Access]: (request: Credentials) => Caller<A> } = {
  anyone: () => ({ session: null, user: null, token: null }),
  'app-key': identifyByKeyOrSession,
  session: identifyBySession,
  user(request) {
    const { session, user, token } = identifyBySession(request)
    if (user === null) throw new ApiError(observedErrors.needUser)
    return { session, user, token }
  },
}

/** The token of a request. Some SDKs send an empty header when they have none. */
function tokenOf(headers: Headers): string | null {
  return headers.get('CB-Token')?.trim() || null
}

function identifyBySession({ headers, world: { db }, refuses }: Credentials): Caller<'session'> {
  const token = tokenOf(headers)
  if (token === null) throw new ApiError(observedErrors.tokenRequired)
  const session = db.sessions.findByToken(token)
  if (session === undefined || refuses(session)) throw new ApiError(observedErrors.sessionDoesNotExist)
  const user = session.userId === null ? null : (db.users.get(session.userId) ?? null)
  return { session, user, token }
}

function identifyByKeyOrSession(request: Credentials): Caller<'app-key'> {
  const { headers, world } = request
  const key = headers.get('CB-AuthKey')?.trim() || null
  if (tokenOf(headers) !== null || key === null) return identifyBySession(request)
  if (!sameText(key, world.settings.authKey)) throw new ApiError(unobservedErrors.invalidAuthKey)
  return { session: null, user: null, token: null }
}
