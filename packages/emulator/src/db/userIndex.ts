import { tagsOf, type EmulatorUser } from './user.ts'

/** A field that users are looked up by. */
export type IndexedField =
  | 'login'
  | 'email'
  | 'full_name'
  | 'phone'
  | 'external_id'
  | 'external_user_id'
  | 'facebook_id'
  | 'twitter_id'
  | 'user_tags'

/** Finds users by what is in a field without looking at all of them. */
export interface UserIndex {
  /** The ids of the users with exactly this value, or with this tag. */
  withValue(field: IndexedField, value: string): Iterable<number>
  /** The ids of the users whose value, or one of whose tags, begins so, in whatever case. */
  startingWith(field: IndexedField, prefix: string): Iterable<number>
  /** Told of each user that comes, changes (then with both) or goes. */
  replace(before: EmulatorUser | undefined, after: EmulatorUser | undefined): void
  /** Forgets everything; it is built anew when it is needed. */
  clear(): void
}

interface FieldIndex {
  add(value: string, id: number): void
  remove(value: string, id: number): void
}

/** Builds the index of a field when that field is first asked for, and keeps it up to date from then on. */
export function createUserIndex(users: () => Iterable<EmulatorUser>): UserIndex {
  const exact = new Map<IndexedField, ExactIndex>()
  const ordered = new Map<IndexedField, OrderedIndex>()

  function* entriesOf(field: IndexedField): Generator<Entry> {
    for (const user of users()) for (const value of valuesOf(user, field)) yield { value, id: user.id }
  }
  function built<Index>(
    indexes: Map<IndexedField, Index>,
    field: IndexedField,
    build: (entries: Iterable<Entry>) => Index,
  ): Index {
    const index = indexes.get(field) ?? build(entriesOf(field))
    indexes.set(field, index)
    return index
  }
  function replaceIn(
    indexes: ReadonlyMap<IndexedField, FieldIndex>,
    before: EmulatorUser | undefined,
    after: EmulatorUser | undefined,
  ): void {
    for (const [field, index] of indexes) {
      if (before?.[field] === after?.[field]) continue
      if (before !== undefined) for (const value of valuesOf(before, field)) index.remove(value, before.id)
      if (after !== undefined) for (const value of valuesOf(after, field)) index.add(value, after.id)
    }
  }

  return {
    withValue: (field, value) => built(exact, field, createExactIndex).find(value),
    startingWith: (field, prefix) => built(ordered, field, createOrderedIndex).startingWith(prefix),
    replace(before, after) {
      replaceIn(exact, before, after)
      replaceIn(ordered, before, after)
    },
    clear() {
      exact.clear()
      ordered.clear()
    },
  }
}

function valuesOf(user: EmulatorUser, field: IndexedField): readonly string[] {
  if (field === 'user_tags') return tagsOf(user)
  const value = user[field]
  return value === null ? [] : [String(value)]
}

interface Entry {
  readonly value: string
  readonly id: number
}

interface ExactIndex extends FieldIndex {
  find(value: string): Iterable<number>
}

function createExactIndex(entries: Iterable<Entry>): ExactIndex {
  const ids = new Map<string, Set<number>>()
  const add = (value: string, id: number): void => {
    const known = ids.get(value)
    if (known === undefined) ids.set(value, new Set([id]))
    else known.add(id)
  }
  for (const { value, id } of entries) add(value, id)
  return {
    add,
    remove(value, id) {
      const known = ids.get(value)
      known?.delete(id)
      if (known?.size === 0) ids.delete(value)
    },
    find: (value) => ids.get(value) ?? [],
  }
}

interface OrderedIndex extends FieldIndex {
  startingWith(prefix: string): Iterable<number>
}

/** Lower-cased values in order, so that those with one beginning stand side by side. */
function createOrderedIndex(entries: Iterable<Entry>): OrderedIndex {
  const sorted = Array.from(entries, ({ value, id }) => ({ value: value.toLowerCase(), id }))
  sorted.sort(compare)

  /** Where an entry stands, or would. */
  function placeOf(entry: Entry): number {
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      const other = sorted[middle]
      if (other !== undefined && compare(other, entry) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    add(value, id) {
      const entry = { value: value.toLowerCase(), id }
      sorted.splice(placeOf(entry), 0, entry)
    },
    remove(value, id) {
      const entry = { value: value.toLowerCase(), id }
      const place = placeOf(entry)
      const found = sorted[place]
      if (found?.id === id && found.value === entry.value) sorted.splice(place, 1)
    },
    *startingWith(prefix) {
      const start = prefix.toLowerCase()
      for (let place = placeOf({ value: start, id: -Infinity }); place < sorted.length; place++) {
        const entry = sorted[place]
        if (entry === undefined || !entry.value.startsWith(start)) return
        yield entry.id
      }
    },
  }
}

function compare(a: Entry, b: Entry): number {
  if (a.value !== b.value) return a.value < b.value ? -1 : 1
  return a.id - b.id
}
