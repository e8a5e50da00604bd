import { type CubeClient, internals } from '../client/CubeClient.ts'
import { profileWrites } from '../client/profileWrites.ts'
import { type CubeQuery, cubeQuery } from '../query.ts'
import { abortable } from '../transport/abortable.ts'
import type { RequestOptions } from '../transport/request.ts'
import { parseSessionInfo, type SessionInfo } from '../wire/session.ts'

/**
 * Asks the server about the current session, opening an application session if there is none. What it tells of
 * the signed-in user shows everywhere.
 *
 * @throws CubeError the codes of every request.
 * @example
 * const { user_id } = await getSession(client)
 *
 * Source: ConnectyCube server API, GET /session.
 */
export async function getSession(client: CubeClient, options: RequestOptions = {}): Promise<SessionInfo> {
  await abortable(client.ready(), options.signal)
  const scope = options.scope ?? client.scope()
  const written = profileWrites(client)
  const info = await client.request(
    { method: 'GET', path: '/session', parse: parseSessionInfo },
    { ...options, scope },
  )
  const { session } = client[internals]
  if (info.user && profileWrites(client) === written)
    await abortable(session.userRead(info.user, scope.epoch), options.signal)
  return info
}

/** The query options of {@link getSession}. */
export function getSessionQuery(client: CubeClient): CubeQuery<SessionInfo> {
  return cubeQuery(client, ['session'], (options) => getSession(client, options))
}
