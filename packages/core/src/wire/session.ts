import { CubeError } from '../errors/CubeError.ts'
import { isFields, readId, readText, unwrap } from './fields.ts'
import { type CubeUser, parseUser } from './user.ts'

/** What the server says of a session. The token is not among it: it stays inside the client. */
export interface SessionInfo {
  readonly id: number
  readonly application_id: number
  /** `null` for an application session. */
  readonly user_id: number | null
  /** ISO 8601, UTC. */
  readonly created_at: string | null
  /** ISO 8601, UTC. */
  readonly updated_at: string | null
  /** The user of a user session; `null` when the server left it out. */
  readonly user: CubeUser | null
}

/** Reads what GET /session answers. Throws `protocol` when it is no session. */
export function parseSessionInfo(value: unknown): SessionInfo {
  const fields = unwrap(value, 'session')
  const userId = fields['user_id']
  return {
    id: readId(fields['id']),
    application_id: readId(fields['application_id']),
    // Older servers wrote 0 where newer ones write null.
    user_id: userId === null || userId === undefined || userId === 0 ? null : readId(userId),
    created_at: readText(fields['created_at']),
    updated_at: readText(fields['updated_at']),
    user: isFields(fields['user']) ? parseUser(fields['user']) : null,
  }
}

/** Reads what POST /session answers: the session and its token, apart. */
export function parseNewSession(value: unknown): { readonly info: SessionInfo; readonly token: string } {
  const token = readText(unwrap(value, 'session')['token'])
  if (!token) throw new CubeError('protocol')
  return { info: parseSessionInfo(value), token }
}
