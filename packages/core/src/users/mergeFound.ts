import type { CubeUser } from '../wire/user.ts'
import type { FoundUsers } from './UserSource.ts'
import { rankUsers, sortByMatch } from './rankUsers.ts'

/**
 * Makes one answer of what several sources found for a text, the more important source first: ranked as one list,
 * nobody twice, at most `limit`. Whom a source found for reasons of its own comes after those who match.
 *
 * @param earlier Users whom a shorter or another text found: of them only those who match this one.
 */
export function mergeFound(
  text: string,
  found: readonly FoundUsers[],
  limit: number,
  earlier: readonly CubeUser[] = [],
): FoundUsers {
  const [only] = found
  const isAll = found.length === 1 && earlier.length === 0
  if (isAll && only && isRanked(only, text) && only.items.length <= limit) return only
  const answered = found.flatMap(({ items }) => items)
  const { matching, others } = sortByMatch(text, answered.concat(earlier))
  const answers = new Set(others.length > 0 ? answered : [])
  const items = matching.concat(others.filter((user) => answers.has(user)))
  return cut(text, items, limit, {
    needsMoreCharacters: found.some(({ needsMoreCharacters }) => needsMoreCharacters),
    mayHaveMore: found.some(({ mayHaveMore }) => mayHaveMore),
    ...(found.some(({ hasNextPage }) => hasNextPage) && { hasNextPage: true }),
  })
}

/** Those of some users who match a text, ranked, at most `limit`. */
export function findAmong(
  text: string,
  users: readonly CubeUser[],
  limit: number,
  mayHaveMore = false,
): FoundUsers {
  return cut(text, rankUsers(text, [users]), limit, { needsMoreCharacters: false, mayHaveMore })
}

function cut(
  text: string,
  ranked: readonly CubeUser[],
  limit: number,
  about: Omit<FoundUsers, 'items'>,
): FoundUsers {
  const items = ranked.length > limit ? ranked.slice(0, limit) : ranked
  const isCut = items.length < ranked.length
  return noteRanked({ ...about, items, mayHaveMore: about.mayHaveMore || isCut }, text)
}

/** Answers that need not be ranked again, and for which text. */
const rankedFor = new WeakMap<object, string>()

/** Says that this answer is ranked and matched already: lists may be long. */
export function noteRanked(found: FoundUsers, text: string): FoundUsers {
  rankedFor.set(found, text.trim())
  return found
}

/** Whether an answer needs no ranking for this text. */
export function isRanked(found: unknown, text: string): boolean {
  return typeof found === 'object' && found !== null && rankedFor.get(found) === text.trim()
}

/** Nobody. */
export const nobody: FoundUsers = { items: [], needsMoreCharacters: false, mayHaveMore: false }

/** These, and nobody else. */
export function toFound(items: readonly CubeUser[]): FoundUsers {
  return { ...nobody, items }
}
