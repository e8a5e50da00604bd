import type { CubeClient } from '../client/CubeClient.ts'
import type { RequestOptions } from '../transport/request.ts'
import { readText } from './readText.ts'
import { refuse } from './refuse.ts'
import { askForUsersV1, type UsersV1Listing, type UsersV1Page } from './usersV1Page.ts'

/**
 * Finds users who have one of these tags, in the old way. An empty list finds nobody, without a request.
 *
 * @deprecated `getUsers(client, { user_tags: { in: tags } })`.
 * @throws CubeError `invalid-argument` when a tag is empty or has a comma in it, or the page is none, and the codes of
 * every request.
 * @example
 * const { items } = await getUsersByTagsV1(client, { tags: ['iphone', 'apple'] })
 *
 * Source: ConnectyCube server API, GET /users/by_tags.
 */
export async function getUsersByTagsV1(
  client: CubeClient,
  { tags, ...listing }: UsersV1Listing & { readonly tags: readonly string[] },
  options?: RequestOptions,
): Promise<UsersV1Page> {
  if (!Array.isArray(tags)) refuse('tags is a list.')
  const each = [...new Set(tags)].map((tag) => readText('A tag', tag))
  if (each.some((tag) => tag.includes(','))) refuse('A tag has no comma in it.')
  const named = each.length === 0 ? null : { tags: each }
  return askForUsersV1(client, '/users/by_tags', named, listing, options)
}
