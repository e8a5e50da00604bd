/** Puts functions in the place of an object's own; gives what puts those back that nobody else replaced since. */
export function replaceFunctions<T extends object>(target: T, replacements: Partial<T>): () => void {
  const former = Object.entries(replacements).map(([name, replacement]) => ({
    name,
    replacement,
    before: Object.getOwnPropertyDescriptor(target, name),
  }))
  Object.assign(target, replacements)
  return () => {
    for (const { name, replacement, before } of former) {
      if (Reflect.get(target, name) !== replacement) continue
      if (before) Object.defineProperty(target, name, before)
      else Reflect.deleteProperty(target, name)
    }
  }
}
