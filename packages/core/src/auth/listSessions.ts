import type { CubeClient } from '../client/CubeClient.ts'
import { type CubeQuery, cubeQuery } from '../query.ts'
import type { RequestOptions } from '../transport/request.ts'
import { parseSessionList, type SessionDetails } from '../wire/sessionDetails.ts'

/**
 * The signed-in user's sessions on all devices, this one included. {@link getSession} tells which one this is.
 *
 * @throws CubeError `not-signed-in`, `session-expired`, and the codes of every request.
 * @example
 * const sessions = await listSessions(client)
 *
 * Source: ConnectyCube SDK for iOS, "userSessions", as GET /session/list. Its answer is not documented.
 */
export function listSessions(
  client: CubeClient,
  options: RequestOptions = {},
): Promise<readonly SessionDetails[]> {
  return client.request(
    { method: 'GET', path: '/session/list', rights: 'user', parse: parseSessionList },
    options,
  )
}

/** The query options of {@link listSessions}. */
export function listSessionsQuery(client: CubeClient): CubeQuery<readonly SessionDetails[]> {
  return cubeQuery(client, ['sessions'], (options) => listSessions(client, options))
}
