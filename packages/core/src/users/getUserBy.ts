import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import { type CubeQuery, cubeQuery } from '../query.ts'
import type { RequestOptions } from '../transport/request.ts'
import type { CubeUser } from '../wire/user.ts'
import { getUsers } from './getUsers.ts'
import { readUserBy, type UserBy } from './userBy.ts'

/**
 * The user with this login, e-mail address or phone number, or with this id in your own system, on Facebook or on
 * Twitter. If there are several, the one with the lowest id.
 *
 * Full names and tags, which many have in common, are for {@link getUsers}.
 *
 * @throws CubeError `not-found` when there is nobody, `invalid-argument` for anything but one text that is not empty,
 * and the codes of every request.
 * @example
 * const ada = await getUserBy(client, { login: 'ada' })
 *
 * Source: ConnectyCube server API, GET /users/v2.
 */
export async function getUserBy(client: CubeClient, by: UserBy, options?: RequestOptions): Promise<CubeUser> {
  readUserBy(by)
  const { items } = await getUsers(client, { ...by, sort_asc: 'id', limit: 1 }, options)
  if (!items[0]) throw new CubeError('not-found')
  return items[0]
}

/**
 * The query options of {@link getUserBy}, for loaders and prefetching.
 *
 * @example
 * await queryClient.prefetchQuery(getUserByQuery(client, { external_id: '3789' }))
 */
export function getUserByQuery(client: CubeClient, by: UserBy): CubeQuery<CubeUser> {
  return cubeQuery(client, ['users', 'by', by], (options) => getUserBy(client, by, options))
}
