import type { CubeClient } from '../../client/CubeClient.ts'
import { isSameScope, type Scope } from '../../session/scope.ts'
import type { CubeUser } from '../../wire/user.ts'
import { knownUsers } from '../knownUsers.ts'
import { mergeFound } from '../mergeFound.ts'
import type { UserSource } from '../UserSource.ts'

const mostRecent = 20

const recents = new WeakMap<CubeClient, { readonly scope: Scope; readonly users: readonly CubeUser[] }>()

/** Finds users among the last twenty who were chosen, the last first; see {@link noteChosen}. */
export const recentSource: UserSource = {
  name: 'recent',
  findNow(text, { client, limit }) {
    const known = knownUsers(client)
    const items = recentUsers(client).map((user) => known.find(user.id)?.user ?? user)
    return mergeFound(text, [{ items, needsMoreCharacters: false, mayHaveMore: false }], limit)
  },
}

/**
 * Takes note that a user was chosen, so that {@link recentSource} offers them first the next time. In memory only,
 * until somebody else is signed in.
 */
export function noteChosen(client: CubeClient, user: CubeUser): void {
  const others = recentUsers(client).filter(({ id }) => id !== user.id)
  recents.set(client, { scope: client.scope(), users: [user, ...others].slice(0, mostRecent) })
}

function recentUsers(client: CubeClient): readonly CubeUser[] {
  const recent = recents.get(client)
  return recent && isSameScope(recent.scope, client.scope()) ? recent.users : []
}
