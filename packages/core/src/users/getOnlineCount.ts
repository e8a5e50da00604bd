import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import { type CubeQuery, cubeQuery } from '../query.ts'
import type { RequestOptions } from '../transport/request.ts'
import { isCount, unwrap } from '../wire/fields.ts'

/**
 * How many users are online now.
 *
 * @throws CubeError with the codes of every request.
 * @example
 * const count = await getOnlineCount(client)
 *
 * Source: ConnectyCube SDK for JS, "users.getOnlineCount", as GET /users/online?count=true.
 */
export function getOnlineCount(client: CubeClient, options?: RequestOptions): Promise<number> {
  return client.request(
    { method: 'GET', path: '/users/online', query: { count: true }, parse: parseCount },
    options,
  )
}

/** The query options of {@link getOnlineCount}. */
export function getOnlineCountQuery(client: CubeClient): CubeQuery<number> {
  return cubeQuery(client, ['users', 'online', 'count'], (options) => getOnlineCount(client, options))
}

function parseCount(body: unknown): number {
  const { count } = unwrap(body, 'page')
  if (!isCount(count)) throw new CubeError('protocol')
  return count
}
