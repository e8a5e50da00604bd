import type { FormPair } from './formPairs.ts'

/** A parameter of a request body: what JSON can say. */
export type Parameter = string | number | boolean | null | readonly Parameter[] | Parameters

/** Named parameters. Objects of this type have no prototype, so that no name is special. */
export interface Parameters {
  readonly [name: string]: Parameter | undefined
}

type Draft = { [name: string]: DraftValue }
type DraftValue = string | DraftValue[] | Draft

const MAX_DEPTH = 16

/** Whether a parameter is a group of named parameters. */
export function isGroup(value: Parameter | undefined): value is Parameters {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a parameter is a list. */
export function isList(value: Parameter | undefined): value is readonly Parameter[] {
  return Array.isArray(value)
}

/** A text parameter; numbers count as text, as they do in a form. */
export function textOf(value: Parameter | undefined): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** Whether a parameter is missing, null or blank. */
export function isBlank(value: Parameter | undefined): boolean {
  return value === undefined || value === null || value === ''
}

/**
 * Nests form pairs: `user[login]=ada` → `{ user: { login: 'ada' } }`, `tags[]=a&tags[]=b` →
 * `{ tags: ['a', 'b'] }`. Where two pairs contradict each other, the later one wins.
 */
export function nestPairs(pairs: readonly FormPair[]): Parameters {
  const root: Draft = Object.create(null)
  for (const { path, value } of pairs) place(root, path, value)
  return root
}

function place(target: Draft, [name = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    target[name] = value
    return
  }
  const present = target[name]
  if (rest[0] === '') {
    // Deeper nesting inside a list is not part of the API: what follows `[]` is dropped.
    const items = Array.isArray(present) ? present : []
    items.push(value)
    target[name] = items
    return
  }
  const isDraft = typeof present === 'object' && !Array.isArray(present)
  const group: Draft = isDraft ? present : Object.create(null)
  target[name] = group
  place(group, rest, value)
}

/** Copies parsed JSON into parameters. Anything but an object gives none; what is nested too deep is null. */
export function parametersFromJson(json: unknown): Parameters {
  const group: { [name: string]: Parameter } = Object.create(null)
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return group
  for (const [name, value] of Object.entries(json)) group[name] = copyJson(value, 1)
  return group
}

function copyJson(value: unknown, depth: number): Parameter {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return null
  if (Array.isArray(value)) return value.map((item) => copyJson(item, depth + 1))
  const group: { [name: string]: Parameter } = Object.create(null)
  for (const [name, item] of Object.entries(value)) group[name] = copyJson(item, depth + 1)
  return group
}
