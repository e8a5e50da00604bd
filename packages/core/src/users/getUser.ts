import type { CubeClient } from '../client/CubeClient.ts'
import { type CubeQuery, cubeQuery } from '../query.ts'
import type { RequestOptions } from '../transport/request.ts'
import { type CubeUser, parseUser } from '../wire/user.ts'
import { askForUsers } from './askForUsers.ts'
import { checkUserId } from './checkUserId.ts'
import { knownUsers } from './knownUsers.ts'
import { loadUser } from './loadUser.ts'

/**
 * Reads one user. What has been changed elsewhere about the signed-in user shows everywhere.
 *
 * @param id The user's id, a positive whole number.
 * @throws CubeError `not-found` when there is no such user, `invalid-argument` when `id` is no id, and the
 * codes of every request: `unreachable`, `timeout`, `aborted`, `protocol`, `rate-limited`, `server-error`,
 * `session-expired`, `session-changed`.
 * @example
 * const ada = await getUser(client, 51941)
 *
 * Source: ConnectyCube server API, GET /users/{id}.
 */
export async function getUser(client: CubeClient, id: number, options?: RequestOptions): Promise<CubeUser> {
  checkUserId(id)
  const request = { method: 'GET', path: `/users/${id}`, parse: parseUser } as const
  return askForUsers(client, request, (user) => [user], options)
}

/**
 * The query options of one user, for loaders and prefetching: read as {@link loadUser} does, and there at once if
 * the user has been seen in any answer.
 *
 * @example
 * await queryClient.prefetchQuery(getUserQuery(client, 51941))
 */
export function getUserQuery(client: CubeClient, id: number): CubeQuery<CubeUser> {
  const seen = knownUsers(client).find(id)
  return {
    ...cubeQuery(client, ['users', id], (options) => loadUser(client, id, options)),
    ...(seen && { initialData: seen.user, initialDataUpdatedAt: seen.seenAt }),
  }
}
