import type { CubeClient } from '../client/CubeClient.ts'
import type { RequestOptions } from '../transport/request.ts'
import { readText } from './readText.ts'
import { askForUsersV1, type UsersV1Listing, type UsersV1Page } from './usersV1Page.ts'

/**
 * Finds users by their full name in the old way.
 *
 * @deprecated `getUsers(client, { full_name })`, or `{ full_name: { start_with } }` for how it begins.
 * @throws CubeError `invalid-argument` when the name is empty or the page none, and the codes of every request.
 * @example
 * const { items } = await getUsersByFullNameV1(client, { full_name: 'Marvin Samuel' })
 *
 * Source: ConnectyCube server API, GET /users/by_full_name.
 */
export async function getUsersByFullNameV1(
  client: CubeClient,
  { full_name, ...listing }: UsersV1Listing & { readonly full_name: string },
  options?: RequestOptions,
): Promise<UsersV1Page> {
  const named = { full_name: readText('full_name', full_name) }
  return askForUsersV1(client, '/users/by_full_name', named, listing, options)
}
