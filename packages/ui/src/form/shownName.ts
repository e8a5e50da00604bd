const longest = 120

/**
 * A name as it is shown: without the signs that would turn the words around it, with as many accents as a letter has
 * in any language, and cut where nobody reads on.
 */
export function shownName(name: string): string {
  const plain = plainName(name)
  const letters = [...plain]
  return letters.length > longest ? `${letters.slice(0, longest).join('')}…` : plain
}

/** A name as {@link shownName} gives it, but all of it. */
export function plainName(name: string): string {
  return name.replace(/[\u202A-\u202E\u2066-\u2069]/g, '').replace(/(\p{M}{5})\p{M}+/gu, '$1')
}
