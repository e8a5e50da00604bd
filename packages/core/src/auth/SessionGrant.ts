import type { CubeClient } from '../client/CubeClient.ts'
import type { CubeUser } from '../wire/user.ts'
import { CubeError } from '../errors/CubeError.ts'
import { parseNewSession } from '../wire/session.ts'

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

/** Reads a grant. Throws `protocol` when it is none, is another application's, or a user's and does not say whose. */
export function readGrant(
  { appId }: Pick<CubeClient, 'appId'>,
  grant: SessionGrant,
): { user: CubeUser | null; token: string } {
  const { info, token } = parseNewSession(grant)
  const { application_id, user_id, user } = info
  if (application_id !== appId || (user_id !== null && user_id !== user?.id)) throw new CubeError('protocol')
  return { user, token }
}
