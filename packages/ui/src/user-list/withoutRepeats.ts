import type { CubeUser } from '@cubekit/core'

/** The same people in the same order, nobody twice: the list itself, if it is so already. */
export function withoutRepeats(users: readonly CubeUser[]): readonly CubeUser[] {
  const seen = new Set<number>()
  const once = users.filter(({ id }) => !seen.has(id) && seen.add(id))
  return once.length === users.length ? users : once
}
