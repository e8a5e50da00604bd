import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import { type CubeQuery, cubeQuery } from '../query.ts'
import type { RequestOptions } from '../transport/request.ts'
import { unwrap } from '../wire/fields.ts'
import { type CubeUser, parseUser } from '../wire/user.ts'
import { askForUsers } from './askForUsers.ts'
import { toUsersQuery } from './toUsersQuery.ts'
import type { UsersFilter } from './usersFilter.ts'

/** One page of users, with the API's own names. */
export interface UsersPage {
  readonly items: readonly CubeUser[]
  readonly limit: number
  readonly skip: number
  /** How many users match in all. */
  readonly total_entries: number
}

/**
 * Finds users, a page of at most 100 at a time. {@link iterateUsers} gives all of them, `loadUsers` any number by id.
 *
 * @param filter At least one field to match; the type and a check before the request hold it to the API's
 * rules. An empty `in` list finds nobody, without a request; one of more than 100 values is refused.
 * @throws CubeError `invalid-argument` when the filter breaks a rule, and the codes of every request.
 * @example
 * const { items } = await getUsers(client, { login: { in: ['ada', 'grace'] }, sort_asc: 'full_name' })
 *
 * Source: ConnectyCube server API, GET /users/v2.
 */
export async function getUsers<Start extends string>(
  client: CubeClient,
  filter: UsersFilter<Start>,
  options?: RequestOptions,
): Promise<UsersPage> {
  const query = toUsersQuery(filter)
  if (query === null)
    return { items: [], limit: filter.limit ?? 100, skip: filter.offset ?? 0, total_entries: 0 }
  const request = { method: 'GET', path: '/users/v2', query, parse: parsePage } as const
  return askForUsers(client, request, ({ items }) => items, options)
}

/**
 * The query options of {@link getUsers}, for loaders and prefetching.
 *
 * @example
 * await queryClient.prefetchQuery(getUsersQuery(client, { user_tags: 'support' }))
 */
export function getUsersQuery<Start extends string>(
  client: CubeClient,
  filter: UsersFilter<Start>,
): CubeQuery<UsersPage> {
  return cubeQuery(client, ['users', 'list', filter], (options) => getUsers(client, filter, options))
}

function parsePage(body: unknown): UsersPage {
  const { items, limit, skip, total_entries } = unwrap(body, 'page')
  const count = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise)
  if (!Array.isArray(items)) throw new CubeError('protocol')
  return {
    items: items.map(parseUser),
    limit: count(limit, items.length),
    skip: count(skip, 0),
    total_entries: count(total_entries, items.length),
  }
}
