/** One `name=value` of a query or form, its name taken apart: `user[tags][]` → `['user', 'tags', '']`. */
export interface FormPair {
  readonly path: readonly string[]
  readonly value: string
}

const NAME = /^([^[\]]+)((?:\[[^[\]]*\])*)$/
const MAX_DEPTH = 8

/**
 * Takes the names of form pairs apart. A name whose brackets do not pair up is kept whole, as one name.
 */
export function formPairs(entries: Iterable<readonly [name: string, value: string]>): FormPair[] {
  return Array.from(entries, ([name, value]) => ({ path: splitName(name), value }))
}

function splitName(name: string): string[] {
  const [, head, brackets] = NAME.exec(name) ?? []
  if (head === undefined || brackets === undefined || brackets === '') return [name]
  const path = [head, ...brackets.slice(1, -1).split('][')]
  return path.length > MAX_DEPTH ? [name] : path
}
