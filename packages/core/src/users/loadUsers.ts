import type { CubeClient } from '../client/CubeClient.ts'
import { type CubeQuery, cubeQuery } from '../query.ts'
import type { RequestOptions } from '../transport/request.ts'
import type { CubeUser } from '../wire/user.ts'
import { checkUserId } from './checkUserId.ts'
import { inScope } from './inScope.ts'
import { knownUsers } from './knownUsers.ts'
import { askInBatches } from './userBatches.ts'

/** What was seen so lately is not asked for again, in ms. */
const freshMs = 30_000

/**
 * Reads any number of users by id, in the order of the ids: once each, without those who are not there.
 *
 * Asks only for those who have not been seen in the last thirty seconds, a hundred in a request, together with
 * everybody else who asks in the same tick.
 *
 * @throws CubeError `invalid-argument` when one of `ids` is no id, and the codes of every request. An abort leaves
 * the others' answers alone.
 * @example
 * const members = await loadUsers(client, dialog.occupants_ids)
 *
 * Source: ConnectyCube server API, GET /users/v2 with `id[in][]`.
 */
export async function loadUsers(
  client: CubeClient,
  ids: readonly number[],
  options: RequestOptions = {},
): Promise<readonly CubeUser[]> {
  return readUsers(client, ids, options, (id) => freshUser(client, id))
}

/** Asks for those whom nobody knows. */
async function readUsers(
  client: CubeClient,
  ids: readonly number[],
  options: RequestOptions,
  find: (id: number) => CubeUser | null,
): Promise<readonly CubeUser[]> {
  ids.forEach(checkUserId)
  return inScope(client, options, async () => {
    const known = new Map(ids.map((id) => [id, find(id)]))
    const wanted = [...known.keys()].filter((id) => !known.get(id))
    const asked = await askInBatches(client, wanted, options.signal)
    wanted.forEach((id, at) => known.set(id, asked[at] ?? null))
    return [...known.values()].filter((user) => user !== null)
  })
}

function freshUser(client: CubeClient, id: number): CubeUser | null {
  const seen = knownUsers(client).find(id)
  return seen && Math.abs(Date.now() - seen.seenAt) < freshMs ? seen.user : null
}

/**
 * The query options of {@link loadUsers}, for loaders and prefetching. When everybody is known already, they are
 * there at once.
 *
 * @example
 * await queryClient.prefetchQuery(loadUsersQuery(client, [51941, 51946]))
 */
export function loadUsersQuery(client: CubeClient, ids: readonly number[]): CubeQuery<readonly CubeUser[]> {
  const known = [...new Set(ids)].map((id) => knownUsers(client).find(id))
  const seen = known.filter((user) => user !== null)
  return {
    ...cubeQuery(client, ['users', 'ids', ids], (options) => {
      // Who asks although everybody is known wants to know anew.
      const isKnown = ids.every((id) => freshUser(client, id))
      return readUsers(client, ids, options, (id) => (isKnown ? null : freshUser(client, id)))
    }),
    ...(seen.length === known.length && {
      initialData: seen.map(({ user }) => user),
      initialDataUpdatedAt: Math.min(...seen.map(({ seenAt }) => seenAt), Date.now()),
    }),
  }
}
