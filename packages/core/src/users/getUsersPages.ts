import type { CubeClient } from '../client/CubeClient.ts'
import { type CubePages, cubePages } from '../query.ts'
import { getUsers, type UsersPage } from './getUsers.ts'
import type { UsersFilter } from './usersFilter.ts'

/**
 * The query options of {@link getUsers} page by page, for loaders and prefetching. `limit` is the length of a page; what
 * is found with `start_with` has one page only.
 *
 * @example
 * await queryClient.prefetchInfiniteQuery(getUsersPagesQuery(client, { user_tags: 'support' }))
 */
export function getUsersPagesQuery<Start extends string>(
  client: CubeClient,
  filter: UsersFilter<Start>,
): CubePages<UsersPage> {
  const hasOnePage = Object.values(filter).some(
    (match) => typeof match === 'object' && match !== null && 'start_with' in match,
  )
  return cubePages(
    client,
    ['users', 'pages', filter],
    (offset, options) => getUsers(client, { ...filter, offset }, options),
    {
      initialPageParam: filter.offset ?? 0,
      getNextPageParam: (last, all, offset) => {
        const next = offset + last.items.length
        return hasOnePage || next >= last.total_entries || isExhausted(all) ? undefined : next
      },
    },
  )
}

/** Whether the last page is empty, or the last two only repeat the one before: such a server has no end. */
function isExhausted(pages: readonly UsersPage[]): boolean {
  const [first, second, third] = pages.slice(-3)
  if (pages.at(-1)?.items.length === 0) return true
  return Boolean(first && second && third && repeats(second, first) && repeats(third, second))
}

function repeats(page: UsersPage, before: UsersPage): boolean {
  return page.items.every(({ id }) => before.items.some((known) => known.id === id))
}
