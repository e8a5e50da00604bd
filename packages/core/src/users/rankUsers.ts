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
  const newest = new Map<number, CubeUser>()
  for (const user of lists.flat()) {
    const other = newest.get(user.id)
    if (!other || (user.updated_at ?? '') > (other.updated_at ?? '')) newest.set(user.id, user)
  }
  const rankOf = createMatcher(text)
  const byRank: CubeUser[][] = [[], [], [], []]
  for (const user of newest.values()) {
    const at = rankOf(user)
    if (at !== null) byRank[at]?.push(user)
  }
  return byRank.flat()
}
