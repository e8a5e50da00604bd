import type { CubeClient } from '../client/CubeClient.ts'
import type { RequestOptions } from '../transport/request.ts'
import { askForUsersV1, type UsersV1Listing, type UsersV1Page } from './usersV1Page.ts'

/**
 * Lists users in the old way, which an application can switch off.
 *
 * @deprecated `getUsers(client, filter)`: `eq` is the value itself, `in` stays, `ne` is `nin` beside a field that
 * matches, `gt`, `ge`, `lt` and `le` are `gt`, `gte`, `lt` and `lte` of dates, `between` is two of them; `order` is
 * `sort_asc` or `sort_desc`, `page` and `per_page` are `offset` and `limit`. V2 neither compares ids and texts nor
 * lists everybody.
 * @throws CubeError `forbidden` when the application has switched V1 off, `invalid-argument` for a filter, order or page
 * that the API would not understand, and the codes of every request.
 * @example
 * const { items } = await getUsersV1(client, {
 *   filter: { field: 'id', param: 'in', value: [51941, 51946] },
 *   order: { field: 'full_name', sort: 'asc' },
 *   per_page: 5,
 * })
 *
 * Source: ConnectyCube server API, "Retrieve users V1", GET /users.
 */
export function getUsersV1(
  client: CubeClient,
  listing: UsersV1Listing = {},
  options?: RequestOptions,
): Promise<UsersV1Page> {
  return askForUsersV1(client, '/users', {}, listing, options)
}
