import { foldText, type CubeUser } from '@cubekit/core'
import { nameOf } from '../user-avatar/nameOf.ts'

/** The next row, after the active one, whose name begins with what was typed; -1 for none. */
export function rowThatBegins(items: readonly CubeUser[], typed: string, active: number): number {
  const [letter = ''] = typed
  const isOneLetter = [...typed].every((other) => other === letter)
  const text = foldText(isOneLetter ? letter : typed)
  // One letter, however often, goes on to the next; several of them may still mean the same.
  const from = Math.max(isOneLetter ? active + 1 : active, 0)
  for (let step = 0; step < items.length; step++) {
    const index = (from + step) % items.length
    const user = items[index]
    if (user && foldText(nameOf(user) ?? '').startsWith(text)) return index
  }
  return -1
}
