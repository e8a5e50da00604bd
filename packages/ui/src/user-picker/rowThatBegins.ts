import type { CubeUser } from '@cubekit/core'
import { nameOf } from '../user-avatar/nameOf.ts'

/** The next row, after the active one, whose name begins with what was typed; -1 for none. */
export function rowThatBegins(items: readonly CubeUser[], typed: string, active: number): number {
  const text = typed.toLocaleLowerCase()
  // One letter goes on to the next; more of them may still mean the same.
  const from = Math.max(typed.length > 1 ? active : active + 1, 0)
  for (let step = 0; step < items.length; step++) {
    const index = (from + step) % items.length
    const user = items[index]
    if (user && nameOf(user)?.toLocaleLowerCase().startsWith(text)) return index
  }
  return -1
}
