import type { CubeClient } from '../../client/CubeClient.ts'
import type { CubeUser } from '../../wire/user.ts'
import { knownUsers } from '../knownUsers.ts'
import { findAmong } from '../mergeFound.ts'
import { scopedMemory } from '../../client/scopedMemory.ts'
import type { UserSource } from '../UserSource.ts'

const mostRecent = 20

/** The last first. */
const recentOf = scopedMemory((): { users: readonly CubeUser[] } => ({ users: [] }))

/** Finds users among the last twenty who were chosen, the last first; see {@link noteChosen}. */
export const recentSource: UserSource = {
  name: 'recent',
  findNow(text, { client, limit }) {
    const known = knownUsers(client)
    const items = recentOf(client)
      .users.filter(({ id }) => !known.isMissing(id))
      .map((user) => known.find(user.id)?.user ?? user)
    return findAmong(text, items, limit)
  },
}

/**
 * Takes note that a user was chosen, so that {@link recentSource} offers them first the next time. In memory only,
 * until somebody else is signed in.
 */
export function noteChosen(client: CubeClient, user: CubeUser): void {
  const recent = recentOf(client)
  recent.users = [user, ...recent.users.filter(({ id }) => id !== user.id)].slice(0, mostRecent)
}
