import type { CubeUser } from '../wire/user.ts'
import { CubeError } from '../errors/CubeError.ts'
import { parseNewSession, type SessionInfo } from '../wire/session.ts'

/**
 * A session that somebody else has made, as POST /session answers it: a session broker on the app's server, or
 * the official SDK. It holds a token: keep it nowhere.
 */
export interface SessionGrant {
  readonly session: {
    readonly token: string
    readonly user_id?: number | null
    readonly [field: string]: unknown
  }
}

/** Reads a grant. Throws `protocol` when it is none, or says that it is a user's and not whose. */
export function readGrant(grant: SessionGrant): { info: SessionInfo; user: CubeUser | null; token: string } {
  const { info, token } = parseNewSession(grant)
  if (info.user_id !== null && info.user_id !== info.user?.id) throw new CubeError('protocol')
  return { info, user: info.user, token }
}
