import type { CubeUser } from '../../wire/user.ts'
import { mergeFound } from '../mergeFound.ts'
import type { UserSource } from '../UserSource.ts'

const sources = new WeakMap<readonly CubeUser[], UserSource>()
let made = 0

/**
 * Finds users in a list that you have, of any length, at once. The same list gives the same source.
 *
 * @example
 * <UserPicker sources={[listSource(members)]} />
 */
export function listSource(users: readonly CubeUser[]): UserSource {
  const known = sources.get(users)
  if (known) return known
  const source: UserSource = {
    name: `list ${++made}`,
    findNow: (text, { limit }) =>
      mergeFound(text, [{ items: users, needsMoreCharacters: false, mayHaveMore: false }], limit),
  }
  sources.set(users, source)
  return source
}
