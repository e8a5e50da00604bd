import { CubeError } from '../errors/CubeError.ts'
import { isCount, isFields, readText, unwrap } from './fields.ts'

/** One of a user's sessions, without its token. */
export interface SessionDetails {
  readonly id: number
  /** ISO 8601, UTC. */
  readonly created_at: string | null
  /** When it was last used, ISO 8601, UTC. */
  readonly updated_at: string | null
  /** What the server knows of the device, if it tells. */
  readonly user_agent: string | null
  readonly ip: string | null
  readonly location: string | null
}

/**
 * Reads a list of sessions: bare or under `sessions` or `items`, its entries bare or under `session`. What the real
 * service answers was never seen, so names of the official SDKs are understood too.
 */
export function parseSessionList(value: unknown): readonly SessionDetails[] {
  const list = isFields(value) ? (value['sessions'] ?? value['items']) : value
  if (!Array.isArray(list)) throw new CubeError('protocol')
  const sessions = list.flatMap((entry) => parseSessionDetails(entry) ?? [])
  if (sessions.length === 0 && list.length > 0) throw new CubeError('protocol')
  return sessions
}

function parseSessionDetails(value: unknown): SessionDetails | null {
  if (!isFields(value)) return null
  const fields = unwrap(value, 'session')
  const id = fields['id'] ?? fields['session_id'] ?? fields['sessionID']
  if (!isCount(id)) return null
  const text = (...names: readonly string[]): string | null => {
    const name = names.find((known) => readText(fields[known]) !== null)
    return name === undefined ? null : readText(fields[name])
  }
  return {
    id,
    created_at: text('created_at'),
    updated_at: text('updated_at', 'last_activity', 'lastActivity'),
    user_agent: text('user_agent', 'userAgent'),
    ip: text('ip'),
    location: text('location'),
  }
}
