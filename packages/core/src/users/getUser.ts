import { type CubeClient, internals } from '../client/CubeClient.ts'
import { profileWrites } from '../client/profileWrites.ts'
import { CubeError } from '../errors/CubeError.ts'
import { type CubeQuery, cubeQuery } from '../query.ts'
import { abortable } from '../transport/abortable.ts'
import type { RequestOptions } from '../transport/request.ts'
import { type CubeUser, parseUser } from '../wire/user.ts'

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
  if (!Number.isSafeInteger(id) || id <= 0) {
    throw new CubeError('invalid-argument', { message: 'A user id is a positive whole number.' })
  }
  const written = profileWrites(client)
  const user = await client.request({ method: 'GET', path: `/users/${id}`, parse: parseUser }, options)
  const { user: known } = client.getSession()
  // When somebody was last seen moves all the time; only what was changed elsewhere is news.
  if (known?.id === id && isChanged(user, known) && profileWrites(client) === written) {
    await abortable(client[internals].session.userRead(user, client.scope().epoch), options?.signal)
  }
  return user
}

function isChanged(user: CubeUser, known: CubeUser): boolean {
  return (user.updated_at ?? '') > (known.updated_at ?? '')
}

/**
 * The query options of {@link getUser}, for loaders and prefetching.
 *
 * @example
 * await queryClient.prefetchQuery(getUserQuery(client, 51941))
 */
export function getUserQuery(client: CubeClient, id: number): CubeQuery<CubeUser> {
  return cubeQuery(client, ['users', id], (options) => getUser(client, id, options))
}
