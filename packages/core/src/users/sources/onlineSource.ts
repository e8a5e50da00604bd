import { getOnlineUsers } from '../getOnlineUsers.ts'
import type { UserSource } from '../UserSource.ts'
import { listSource } from './listSource.ts'
import { readOn } from './readOn.ts'

/** The API gives no more at once. */
const largestPage = 100

/** Finds users among those who are online, of whom it reads a hundred at a time. */
export const onlineSource: UserSource = {
  name: 'online',
  async find(text, context) {
    const { client, limit, signal } = context
    const { users, isAll } = await readOn(
      client,
      'online',
      limit,
      async ({ offset }, scope) => {
        const items = await getOnlineUsers(client, { limit: largestPage, offset }, { signal, scope })
        const next = items.length < largestPage ? null : { offset: offset + largestPage, after: null }
        return { items, next }
      },
      signal,
    )
    const found = listSource(users).findNow(text, context)
    const hasNextPage = !isAll || found.mayHaveMore
    return { ...found, mayHaveMore: hasNextPage, ...(hasNextPage && { hasNextPage }) }
  },
}
