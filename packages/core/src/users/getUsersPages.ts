import type { CubeClient } from '../client/CubeClient.ts'
import { type CubePages, cubePages, type PagePlace } from '../query.ts'
import type { RequestOptions } from '../transport/request.ts'
import { getUsers, type UsersPage } from './getUsers.ts'
import type { UsersFilter } from './usersFilter.ts'

/** One page of several. It may hold users of the pages before once more. */
export interface UsersPageOfMany extends UsersPage {
  /** Where the next page begins; `null` at the end. */
  readonly next: PagePlace | null
}

/** The API gives no more at once. */
const largestPage = 100

/**
 * The query options of {@link getUsers} page by page, for loaders and prefetching. `limit` is the length of a page; what
 * is found with `start_with` has one page only.
 *
 * The API has offsets and no cursors, so each page begins with the last user of the one before. When that one is not
 * there, users further up have gone and the others moved up: then those above are read too, so that nobody is passed over.
 *
 * @example
 * await queryClient.prefetchInfiniteQuery(getUsersPagesQuery(client, { user_tags: 'support' }))
 */
export function getUsersPagesQuery<Start extends string>(
  client: CubeClient,
  filter: UsersFilter<Start>,
): CubePages<UsersPageOfMany> {
  const hasOnePage = Object.values(filter).some(
    (match) => typeof match === 'object' && match !== null && 'start_with' in match,
  )
  const start = filter.offset ?? 0
  return cubePages<UsersPageOfMany>(
    client,
    ['users', 'pages', filter],
    (place, options) => readPage(client, filter, start, place, options),
    {
      initialPageParam: { offset: start, after: null },
      getNextPageParam: (last, all) => (hasOnePage || repeatsItself(all) ? null : last.next),
    },
  )
}

async function readPage<Start extends string>(
  client: CubeClient,
  filter: UsersFilter<Start>,
  start: number,
  { offset, after }: PagePlace,
  options: RequestOptions,
): Promise<UsersPageOfMany> {
  const isFirst = after === null
  const { limit: length = largestPage } = filter
  const limit = isFirst ? length : Math.min(length + 1, largestPage)
  const from = isFirst ? offset : offset - 1
  const read = (first: number): Promise<UsersPage> =>
    getUsers(client, { ...filter, limit, offset: first }, options)

  const page = await read(from)
  const { items, total_entries } = page
  const isAsLeft = isFirst || items.some(({ id }) => id === after)
  const above = isAsLeft || from <= start ? [] : (await read(Math.max(start, from - limit))).items
  const reached = from + items.length
  const last = items.at(-1)
  return {
    ...page,
    items: [...above, ...items],
    next: last && reached > offset && reached < total_entries ? { offset: reached, after: last.id } : null,
  }
}

/** Whether the last two pages have nobody whom the one before had not: such a server has no end. */
function repeatsItself(pages: readonly UsersPage[]): boolean {
  const [first, second, third] = pages.slice(-3)
  return Boolean(first && second && third && repeats(second, first) && repeats(third, second))
}

function repeats(page: UsersPage, before: UsersPage): boolean {
  return page.items.every(({ id }) => before.items.some((known) => known.id === id))
}
