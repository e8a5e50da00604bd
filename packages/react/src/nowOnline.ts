import {
  type CubeClient,
  type CubeQuery,
  cubeQuery,
  type CubeUser,
  getOnlineCount,
  getOnlineUsers,
} from '@cubekit/core'

/** Who is online, as far as they are listed, and how many. */
export interface NowOnline {
  readonly users: readonly CubeUser[]
  readonly count: number
}

/** The API lists no more at once. */
const mostListed = 100

/** The one query that all hooks about who is online share. */
export function getNowOnlineQuery(client: CubeClient): CubeQuery<NowOnline> {
  return cubeQuery(client, ['users', 'online', 'now'], async (options) => {
    const users = await getOnlineUsers(client, { limit: mostListed }, options)
    // Only when they are too many to be listed does their number cost a request.
    const count = users.length < mostListed ? users.length : await getOnlineCount(client, options)
    return { users, count }
  })
}
