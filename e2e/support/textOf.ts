/** Values that are seen already, and how deep to look. */
const deepest = 12

/**
 * Everything that can be read off a value without a debugger: names and values of all properties, those that are
 * hidden, inherited from a class, or reached through getters and causes included.
 */
export function textOf(value: unknown): string {
  const texts: string[] = []
  const seen = new Set<unknown>()
  const look = (part: unknown, depth: number): void => {
    if (typeof part === 'string') texts.push(part)
    const isWalkable = typeof part === 'object' || typeof part === 'function'
    if (!isWalkable || part === null || seen.has(part) || depth > deepest) return
    seen.add(part)
    if (typeof Node !== 'undefined' && part instanceof Node) return
    if (part instanceof Error) texts.push(String(part), part.stack ?? '')
    if (part instanceof Map || part instanceof Set) for (const entry of part) look(entry, depth + 1)
    for (const name of Reflect.ownKeys(part)) {
      texts.push(String(name))
      try {
        look(Reflect.get(part, name), depth + 1)
      } catch {
        // A getter that throws gives nothing away.
      }
    }
    if (depth < 3) look(Object.getPrototypeOf(part), depth + 1)
    try {
      texts.push(JSON.stringify(part) ?? '')
    } catch {
      // Not everything is JSON.
    }
  }
  look(value, 0)
  return texts.join('\n')
}
