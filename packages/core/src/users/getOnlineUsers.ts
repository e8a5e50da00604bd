import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import { type CubeQuery, cubeQuery } from '../query.ts'
import type { RequestOptions } from '../transport/request.ts'
import { unwrap } from '../wire/fields.ts'
import { type CubeUser, parseUser } from '../wire/user.ts'
import { askForUsers } from './askForUsers.ts'
import { readPaging } from './paging.ts'

/** Which of those who are online. */
export interface OnlinePage {
  /** How many users at most, 1 to 100. */
  readonly limit?: number | undefined
  /** How many to skip. */
  readonly offset?: number | undefined
}

/**
 * Who is online now.
 *
 * @throws CubeError `invalid-argument` when `limit` or `offset` is none, and the codes of every request.
 * @example
 * const first20 = await getOnlineUsers(client, { limit: 20 })
 *
 * Source: ConnectyCube SDK for JS, "users.listOnline", as GET /users/online.
 */
export async function getOnlineUsers(
  client: CubeClient,
  page: OnlinePage = {},
  options?: RequestOptions,
): Promise<readonly CubeUser[]> {
  const query = { ...readPaging(page) }
  const request = { method: 'GET', path: '/users/online', query, parse: parseOnlineUsers } as const
  return askForUsers(client, request, (users) => users, options)
}

/** The query options of {@link getOnlineUsers}. */
export function getOnlineUsersQuery(
  client: CubeClient,
  page: OnlinePage = {},
): CubeQuery<readonly CubeUser[]> {
  return cubeQuery(client, ['users', 'online', page], (options) => getOnlineUsers(client, page, options))
}

function parseOnlineUsers(body: unknown): readonly CubeUser[] {
  const { users } = unwrap(body, 'page')
  if (!Array.isArray(users)) throw new CubeError('protocol')
  return users.map(parseUser)
}
