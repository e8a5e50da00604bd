import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import type { RequestOptions } from '../transport/request.ts'
import type { CubeUser } from '../wire/user.ts'
import { checkUserId } from './checkUserId.ts'
import { inScope } from './inScope.ts'
import { askInBatches } from './userBatches.ts'

/**
 * Reads one user together with all others who are asked for in the same tick: fifty calls are one request, and the same
 * user is asked for once. Who is not there is not asked for again for thirty seconds; {@link getUser} asks at any time.
 *
 * @param id The user's id, a positive whole number.
 * @throws CubeError `not-found` when there is no such user, `invalid-argument` when `id` is no id, and the codes of
 * every request. An abort leaves the others' answers alone.
 * @example
 * const authors = await Promise.all(messages.map(({ sender_id }) => loadUser(client, sender_id)))
 *
 * Source: ConnectyCube server API, GET /users/v2 with `id[in][]`.
 */
export async function loadUser(
  client: CubeClient,
  id: number,
  options: RequestOptions = {},
): Promise<CubeUser> {
  checkUserId(id)
  const [user] = await inScope(client, options, () => askInBatches(client, [id], options.signal))
  if (!user) throw new CubeError('not-found')
  return user
}
