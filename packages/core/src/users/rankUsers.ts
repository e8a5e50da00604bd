import type { CubeUser } from '../wire/user.ts'
import { createMatcher } from './matchUser.ts'

/**
 * Makes one list of several: only those who match the text, each once, in the newest version. Exact matches come
 * first, then those whose full name begins with it, whose login or e-mail address does, and of whose name a later word
 * does; among equals the order of the lists decides.
 *
 * @param lists Users by source, the more important source first.
 * @example
 * const items = rankUsers('ada', [members, everybody])
 */
export function rankUsers(text: string, lists: readonly (readonly CubeUser[])[]): readonly CubeUser[] {
  return sortByMatch(text, lists.flat()).matching
}

/** Each user once, in the newest version: those who match, ranked, and the others in the order in which they come. */
export function sortByMatch(
  text: string,
  users: readonly CubeUser[],
): { readonly matching: readonly CubeUser[]; readonly others: readonly CubeUser[] } {
  const newest = new Map<number, CubeUser>()
  for (const user of users) {
    const other = newest.get(user.id)
    if (!other || (user.updated_at ?? '') > (other.updated_at ?? '')) newest.set(user.id, user)
  }
  const rankOf = createMatcher(text)
  const byRank: [CubeUser[], CubeUser[], CubeUser[], CubeUser[]] = [[], [], [], []]
  const others: CubeUser[] = []
  for (const user of newest.values()) {
    const rank = rankOf(user)
    if (rank === null) others.push(user)
    else byRank[rank].push(user)
  }
  const [exact, ...rest] = byRank
  return { matching: exact.concat(...rest), others }
}
