import { type CubeClient, internals } from '../client/CubeClient.ts'
import { profileWrites } from '../client/profileWrites.ts'
import { abortable } from '../transport/abortable.ts'
import type { RequestOptions, RequestSpec } from '../transport/request.ts'
import type { CubeUser } from '../wire/user.ts'
import { inScope } from './inScope.ts'
import { knownUsers } from './knownUsers.ts'

/**
 * Sends a request and remembers the users in its answer, for whoever asked. Every action that answers users sends
 * its requests this way. What has been changed elsewhere about the signed-in user shows everywhere.
 *
 * @internal
 */
export function askForUsers<T>(
  client: CubeClient,
  spec: RequestSpec<T>,
  usersOf: (answer: T) => readonly CubeUser[],
  options: RequestOptions = {},
): Promise<T> {
  const { signal } = options
  return inScope(client, options, async (scope) => {
    const written = profileWrites(client)
    const known = knownUsers(client)
    const turn = known.takeTurn()
    const answer = await client.request(spec, { signal, scope })
    const { user: present } = client.getSession()
    // What was asked about oneself before one's own change tells nothing of it.
    const isOld = profileWrites(client) !== written
    const users = usersOf(answer).filter(({ id }) => !isOld || id !== present?.id)
    known.see(users, scope, turn)
    const own = present && users.find(({ id }) => id === present.id)
    // When somebody was last seen moves all the time; only what was changed elsewhere is news.
    if (own && isChanged(own, present)) {
      await abortable(client[internals].session.userRead(own, scope.epoch), signal)
    }
    return answer
  })
}

function isChanged(user: CubeUser, known: CubeUser): boolean {
  return (user.updated_at ?? '') > (known.updated_at ?? '')
}
