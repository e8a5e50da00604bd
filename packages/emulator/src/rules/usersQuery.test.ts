import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { at, setUp, type Api } from '../../test/api.ts'
import type { EmulatorUser } from '../index.ts'

/** A query as an app means it: before it is written into a URL. */
interface Meaning {
  readonly filters: readonly Filter[]
  readonly sorting: readonly { readonly field: SortField; readonly direction: 'asc' | 'desc' }[]
  readonly limit: number | undefined
  readonly offset: number | undefined
}
type Filter =
  | {
      readonly family: 'list'
      readonly kind: 'in' | 'nin'
      readonly field: TextField | 'id'
      readonly values: readonly string[]
    }
  | {
      readonly family: 'prefix'
      readonly kind: 'start_with'
      readonly field: TextField
      readonly prefix: string
    }
  | {
      readonly family: 'date'
      readonly kind: 'gt' | 'gte' | 'lt' | 'lte'
      readonly field: DateField
      readonly bound: number
    }
type TextField = 'login' | 'email' | 'full_name' | 'user_tags'
type DateField = 'created_at' | 'updated_at' | 'last_request_at'
type SortField = 'id' | 'login' | 'created_at' | 'phone'

const { emulator, api } = setUp({ users: 60, seed: 5 })
const everybody: readonly EmulatorUser[] = [...emulator.db.users.list()]
const pool = (field: TextField): readonly string[] =>
  everybody
    .flatMap((user) => (field === 'user_tags' ? (user[field] ?? '').split(',') : [user[field] ?? '']))
    .filter((text) => text !== '')

// ── The oracle: the documentation's rules, told as plainly as possible ────────────────────────────────

function expected({ filters, sorting, limit, offset = 0 }: Meaning): unknown {
  const isAnchored = filters.some(({ kind }) => kind === 'in' || kind === 'start_with')
  const isTooShort = filters.some(
    (filter) => filter.family === 'prefix' && Array.from(filter.prefix).length < 4,
  )
  if (!isAnchored || isTooShort || limit === 0) return 422
  const found = everybody.filter((user) => filters.every((filter) => fits(user, filter)))
  const ordered = found.toSorted((a, b) => {
    for (const { field, direction } of sorting) {
      const [x, y] = [a[field], b[field]]
      if (x === y) continue
      if (x === null || y === null) return x === null ? 1 : -1
      return (x < y ? -1 : 1) * (direction === 'asc' ? 1 : -1)
    }
    return a.id - b.id
  })
  const size = filters.some(({ kind }) => kind === 'start_with') ? 5 : Math.min(limit ?? 100, 100)
  return {
    limit: size,
    skip: offset,
    total_entries: found.length,
    items: ordered.slice(offset, offset + size).map(({ id }) => id),
  }
}

function fits(user: EmulatorUser, filter: Filter): boolean {
  if (filter.family === 'date') {
    const date = user[filter.field]
    if (date === null) return false
    const time = new Date(date).getTime() / 1000
    if (filter.kind === 'gt') return time > filter.bound
    if (filter.kind === 'gte') return time >= filter.bound
    return filter.kind === 'lt' ? time < filter.bound : time <= filter.bound
  }
  const value = String(user[filter.field] ?? '')
  const values = (filter.field === 'user_tags' ? value.split(',') : [value]).filter((text) => text !== '')
  if (filter.family === 'prefix')
    return values.some((text) => text.toLowerCase().indexOf(filter.prefix.toLowerCase()) === 0)
  const isListed = values.some((text) => filter.values.includes(text))
  return filter.kind === 'in' ? isListed : !isListed
}

// ── Ways to write the same query ──────────────────────────────────────────────────────────────────────

const styles = ['brackets', 'repeated', 'encoded'] as const

function write({ filters, sorting, limit, offset }: Meaning, style: (typeof styles)[number]): string {
  const pairs: [string, string][] = filters.flatMap((filter): [string, string][] => {
    if (filter.family === 'prefix') return [[`${filter.field}[start_with]`, filter.prefix]]
    if (filter.family === 'date') {
      const bound = style === 'brackets' ? new Date(filter.bound * 1000).toISOString() : String(filter.bound)
      return [[`${filter.field}[${filter.kind}]`, bound]]
    }
    const [only] = filter.values
    if (filter.kind === 'in' && filter.values.length === 1 && only !== undefined)
      return [[filter.field, only]]
    const suffix = style === 'brackets' ? '[]' : ''
    return filter.values.map((value) => [`${filter.field}[${filter.kind}]${suffix}`, value])
  })
  for (const { field, direction } of sorting) pairs.push([`sort_${direction}`, field])
  if (limit !== undefined) pairs.push(['limit', String(limit)])
  if (offset !== undefined) pairs.push(['offset', String(offset)])
  const nameOf = (name: string): string => (style === 'encoded' ? encodeURIComponent(name) : name)
  return pairs.map(([name, value]) => `${nameOf(name)}=${encodeURIComponent(value)}`).join('&')
}

// ── Queries at random, biased towards what people have ────────────────────────────────────────────────

const textField = fc.constantFrom<TextField>('login', 'email', 'full_name', 'user_tags')
const textOf = (field: TextField): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...pool(field)) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) },
  )
const idText = fc.oneof(fc.constantFrom(...everybody.map(({ id }) => String(id))), fc.nat().map(String))
const listKind = fc.constantFrom('in' as const, 'nin' as const)
const anchor: fc.Arbitrary<Filter> = fc
  .array(idText, { minLength: 1, maxLength: 40 })
  .map((values): Filter => ({ family: 'list', kind: 'in', field: 'id', values }))
const filter: fc.Arbitrary<Filter> = fc.oneof(
  fc
    .tuple(listKind, textField)
    .chain(([kind, field]) =>
      fc
        .array(textOf(field), { minLength: 1, maxLength: 12 })
        .map((values): Filter => ({ family: 'list', kind, field, values })),
    ),
  fc
    .tuple(listKind, fc.array(idText, { minLength: 1, maxLength: 40 }))
    .map(([kind, values]): Filter => ({ family: 'list', kind, field: 'id', values })),
  textField.chain((field) =>
    fc.tuple(textOf(field), fc.integer({ min: 3, max: 7 })).map(([text, length]): Filter => ({
      family: 'prefix',
      kind: 'start_with',
      field,
      prefix: Array.from(text).slice(0, length).join(''),
    })),
  ),
  fc
    .tuple(
      fc.constantFrom('gt' as const, 'gte' as const, 'lt' as const, 'lte' as const),
      fc.constantFrom<DateField>('created_at', 'updated_at', 'last_request_at'),
      fc.constantFrom(...everybody),
    )
    .map(([kind, field, user]): Filter => ({
      family: 'date',
      kind,
      field,
      bound: Date.parse(user[field] ?? user.created_at) / 1000,
    })),
)
const meaning: fc.Arbitrary<Meaning> = fc.record({
  // Mostly with a condition that a query needs, or else most of them would be refused alike.
  filters: fc
    .tuple(
      fc.oneof({ weight: 4, arbitrary: anchor }, { weight: 1, arbitrary: filter }),
      fc.array(filter, { maxLength: 3 }),
    )
    .map(([first, rest]) => [first, ...rest])
    .map((filters) => [
      ...new Map(filters.toReversed().map((one) => [`${one.kind} ${one.field}`, one])).values(),
    ]),
  sorting: fc.uniqueArray(
    fc.record({
      field: fc.constantFrom<SortField>('id', 'login', 'created_at', 'phone'),
      direction: fc.constantFrom('asc' as const, 'desc' as const),
    }),
    { maxLength: 2, selector: ({ field }) => field },
  ),
  limit: fc.option(fc.constantFrom(0, 1, 2, 10, 100, 500), { nil: undefined }),
  offset: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
})

async function ask(on: Api, token: string, query: string): Promise<unknown> {
  const { status, body } = await on.get(`/users/v2.json?${query}`, token)
  if (status !== 200) return status
  const items = at(body, 'items')
  return {
    limit: at(body, 'limit'),
    skip: at(body, 'skip'),
    total_entries: at(body, 'total_entries'),
    items: Array.isArray(items) ? items.map((user) => at(user, 'id')) : items,
  }
}

describe('GET /users/v2, for any query', { timeout: 30_000 }, () => {
  let token = ''
  beforeAll(async () => {
    token = await api.appToken()
  })

  it('answers what the documentation’s rules say, however the query is written', async () => {
    let answered = 0
    await fc.assert(
      fc.asyncProperty(meaning, fc.constantFrom(...styles), async (query, style) => {
        const answer = await ask(api, token, write(query, style))
        expect(answer).toEqual(expected(query))
        if (answer !== 422) answered++
      }),
      { numRuns: 400 },
    )
    // The property says something only when many queries are valid ones; of these, most are.
    expect(answered).toBeGreaterThan(100)
  })

  it('answers 200 or 422, never anything else, for any parameters', async () => {
    const name = fc.oneof(
      fc.constantFrom(
        'id',
        'login',
        'user_tags',
        'created_at',
        'limit',
        'sort_asc',
        '__proto__',
        'constructor',
      ),
      fc.string({ maxLength: 6 }),
    )
    const operator = fc.constantFrom(
      '',
      '[]',
      '[in]',
      '[in][]',
      '[nin][]',
      '[start_with]',
      '[gt]',
      '[__proto__]',
      '[toString]',
      '[][]',
      '[a][b][c]',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, operator, fc.string())), async (parameters) => {
        const query = new URLSearchParams(parameters.map(([field, suffix, value]) => [field + suffix, value]))
        const { status } = await api.get(`/users/v2?${query}`, token)
        expect([200, 422]).toContain(status)
      }),
    )
  })
})
