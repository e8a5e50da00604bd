import { getOnlineUsers } from '../getOnlineUsers.ts'
import { findAmong } from '../mergeFound.ts'
import type { UserSource } from '../UserSource.ts'

/** Finds users among the first hundred who are online. */
export const onlineSource: UserSource = {
  name: 'online',
  async find(text, { client, limit, signal }) {
    const items = await getOnlineUsers(client, {}, { signal })
    return findAmong(text, items, limit)
  },
}
