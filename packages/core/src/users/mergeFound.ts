import type { CubeUser } from '../wire/user.ts'
import type { FoundUsers } from './UserSource.ts'
import { rankUsers } from './rankUsers.ts'

/**
 * Makes one answer of what several sources found, the more important source first: only who matches the text, ranked
 * as one list, at most `limit`.
 */
export function mergeFound(text: string, found: readonly FoundUsers[], limit: number): FoundUsers {
  const [only] = found
  if (found.length === 1 && only && isRanked(only, text) && only.items.length <= limit) return only
  const ranked = rankUsers(
    text,
    found.map(({ items }) => items),
  )
  return noteRanked(
    {
      items: ranked.length > limit ? ranked.slice(0, limit) : ranked,
      needsMoreCharacters: found.some(({ needsMoreCharacters }) => needsMoreCharacters),
      mayHaveMore: ranked.length > limit || found.some(({ mayHaveMore }) => mayHaveMore),
    },
    text,
  )
}

/** Answers that need not be ranked again, and for which text. */
const rankedFor = new WeakMap<FoundUsers, string>()

/** Says that this answer is ranked and matched already: lists may be long. */
export function noteRanked(found: FoundUsers, text: string): FoundUsers {
  rankedFor.set(found, text.trim())
  return found
}

function isRanked(found: FoundUsers, text: string): boolean {
  return rankedFor.get(found) === text.trim()
}

/** Nobody. */
export const nobody: FoundUsers = { items: [], needsMoreCharacters: false, mayHaveMore: false }

/** These, and nobody else. */
export function toFound(items: readonly CubeUser[]): FoundUsers {
  return { ...nobody, items }
}
