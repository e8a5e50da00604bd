import type { CubeClient } from '../client/CubeClient.ts'
import type { RequestOptions } from '../transport/request.ts'
import type { CubeUser } from '../wire/user.ts'
import { getUsers } from './getUsers.ts'
import { inScope } from './inScope.ts'
import { toUsersQuery } from './toUsersQuery.ts'
import type { UsersFilter } from './usersFilter.ts'

/** The same page twice can be chance, when others have come in further up; a third time, the server knows no offsets. */
const mostRepeats = 2
/** So many pages can be full of users who were given before; a server that goes on like this has no end. */
const mostPagesWithoutNews = 20
/** So often it may go back for nothing; in a list without an order it would do so for ever. */
const mostTurnsWithoutNews = 20

/**
 * All users that a filter finds, each once, for scripts and exports. Pages are asked for as the loop gets to them, and
 * no more of them once it is left.
 *
 * The API has offsets and no cursors, so each page begins with the last user of the one before. When somebody else is
 * there, users further up have gone and the others moved up: a page is read again, so that nobody is passed over.
 *
 * @param filter As for {@link getUsers}, sorted by id unless it says otherwise. `limit` is how many are asked for at a
 * time, by default 100; `offset` is where to begin.
 * @throws CubeError `session-changed` when somebody else signs in meanwhile, and as {@link getUsers} does.
 * @example
 * for await (const user of iterateUsers(client, { user_tags: 'support' })) {
 *   console.log(user.full_name)
 * }
 *
 * Source: ConnectyCube server API, GET /users/v2.
 */
export async function* iterateUsers<Start extends string>(
  client: CubeClient,
  filter: UsersFilter<Start>,
  options: RequestOptions = {},
): AsyncGenerator<CubeUser, void, undefined> {
  if (toUsersQuery(filter) === null) return
  const forSame = { ...options, scope: await inScope(client, options, async (scope) => scope) }
  const isSorted = filter.sort_asc !== undefined || filter.sort_desc !== undefined
  const sorted = {
    ...filter,
    ...(!isSorted && { sort_asc: 'id' as const }),
    // One more than one, or pages would not overlap.
    ...(filter.limit === 1 && { limit: 2 }),
  }
  const start = filter.offset ?? 0
  const given = new Set<number>()
  let offset = start
  let isGoingBack = false
  let givenWhenBack = -1
  let turnsWithoutNews = 0
  let pageBefore = ''
  let repeats = 0
  let pagesWithoutNews = 0
  for (;;) {
    const { items, limit, total_entries } = await getUsers(client, { ...sorted, offset }, forSame)
    const [first] = items
    const isAsLeft = offset === start || (first && given.has(first.id))
    if (!isAsLeft && !isGoingBack) {
      turnsWithoutNews = given.size > givenWhenBack ? 0 : turnsWithoutNews + 1
      givenWhenBack = given.size
    }
    // Going back over and over without finding anybody would not end: then the list has no order.
    if (!isAsLeft && turnsWithoutNews < mostTurnsWithoutNews) {
      isGoingBack = true
      offset = Math.max(start, offset - Math.max(1, limit))
      continue
    }
    const isForward = !isGoingBack
    isGoingBack = false
    const before = given.size
    for (const user of items) {
      if (given.has(user.id)) continue
      given.add(user.id)
      yield user
      // Much may have happened while the loop was busy with this one.
      await inScope(client, forSame, async () => {})
    }
    const page = items.map(({ id }) => id).join()
    repeats = isForward && page === pageBefore ? repeats + 1 : 0
    pageBefore = page
    pagesWithoutNews = given.size === before ? pagesWithoutNews + 1 : 0
    const isLast = items.length < limit && offset + items.length >= total_entries
    const isEndless = repeats === mostRepeats || pagesWithoutNews === mostPagesWithoutNews
    if (!first || isLast || isEndless) return
    offset += Math.max(1, items.length - 1)
  }
}
