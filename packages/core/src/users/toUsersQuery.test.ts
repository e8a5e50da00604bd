import { createStage, errorOf } from '@cubekit/testing'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { getUsers, isCubeError } from '../index.ts'
import { toUsersQuery } from './toUsersQuery.ts'

const half = '😀'.slice(0, 1)
const hundredAndOne = Array.from({ length: 101 }, (_, at) => at + 1)

/** What somebody who writes JavaScript can pass, and what it must say. */
const refused: readonly (readonly [name: string, filter: unknown, says: string])[] = [
  ['nothing', undefined, 'A filter is an object'],
  ['null', null, 'A filter is an object'],
  ['a list', [{ login: 'ada' }], 'A filter is an object'],
  ['a text', 'ada', 'A filter is an object'],
  ['no field', {}, 'A filter needs a value'],
  ['a field that is undefined', { login: undefined }, 'A filter needs a value'],
  ['an unknown field', { login: 'ada', is_guest: true }, 'A filter has no is_guest'],
  ['a password', { login: 'ada', password: 'x' }, 'A filter has no password'],
  ['custom_data', { custom_data: 'x' }, 'A filter has no custom_data'],
  ['a field of every object', { constructor: 'x' }, 'A filter has no constructor'],
  ['__proto__', JSON.parse('{"login":"a","__proto__":"x"}'), 'A filter has no __proto__'],
  ['a date alone', { created_at: new Date(0) }, 'A filter needs a value'],
  ['a span of time alone', { created_at: { gt: new Date(0) } }, 'A filter needs a value'],
  ['an exclusion alone', { login: { nin: ['ada'] } }, 'A filter needs a value'],
  ['tags only excluded', { user_tags: { nin: ['guest'] } }, 'A filter needs a value'],
  ['paging alone', { limit: 10, sort_asc: 'id' }, 'A filter needs a value'],
  ['null in a field', { login: null }, 'login is a text'],
  ['null beside a field', { login: 'ada', email: null }, 'email is a text'],
  ['an empty text', { login: '' }, 'login is a text'],
  ['an empty text in a list', { login: { in: ['ada', ''] } }, 'login is a text'],
  ['half a character', { login: `ada${half}` }, 'neither empty nor cut'],
  ['half a character in a list', { login: { in: [half] } }, 'neither empty nor cut'],
  ['half a character in a beginning', { full_name: { start_with: `Adam${half}` } }, 'neither empty nor cut'],
  ['a number for a text', { phone: 380_671_234_567 }, 'phone is a text'],
  ['a list for a text', { user_tags: ['a', 'b'] }, 'several are { in: [] }'],
  ['a function', { login: () => 'ada' }, 'login is a text'],
  ['a date for a text', { login: new Date(0) }, 'login is a text'],
  ['NaN for an id', { id: Number.NaN }, 'An id is a whole number'],
  ['NaN in a list', { id: { in: [1, Number.NaN] } }, 'An id is a whole number'],
  ['Infinity', { id: Number.POSITIVE_INFINITY }, 'An id is a whole number'],
  ['an id of 0', { id: 0 }, 'An id is a whole number'],
  ['a negative id', { id: -5 }, 'An id is a whole number'],
  ['half an id', { id: 1.5 }, 'An id is a whole number'],
  ['an id as text', { id: '51941' }, 'An id is a whole number'],
  ['a hole in a list', { id: { in: Array(2) } }, 'An id is a whole number'],
  ['a list that is none', { id: { in: 5 } }, 'id.in is a list'],
  ['an exclusion that is none', { id: 5, login: { nin: 'ada' } }, 'login.nin is a list'],
  ['more than a hundred', { id: { in: hundredAndOne } }, 'id.in takes 100 values'],
  ['more than a hundred excluded', { login: 'a', id: { nin: hundredAndOne } }, 'id.nin takes 100 values'],
  ['an unknown operator', { login: { like: 'ada' } }, 'login is a value, or has in'],
  ['an operator of every object', { login: { in: ['a'], valueOf: 'x' } }, 'login is a value, or has in'],
  ['a comparison of a text', { login: { gt: 'ada' } }, 'login is a value, or has in'],
  ['a comparison beside a list', { id: { in: [1], gt: 5 } }, 'id is a value, or has in'],
  ['a comparison of tags', { user_tags: { lte: 'a' } }, 'user_tags is a value, or has in'],
  ['no operator', { login: {} }, 'login is a value, or has in'],
  ['an operator that is undefined', { login: { in: undefined } }, 'login is a value, or has in'],
  ['two ways to match', { login: { in: ['adam'], start_with: 'adam' } }, 'login is a value, or has in'],
  ['a short beginning', { login: { start_with: 'abc' } }, 'login.start_with needs 4 characters'],
  ['three characters in six units', { login: { start_with: '😀😀😀' } }, 'needs 4 characters'],
  ['a beginning of an id', { id: { start_with: '1234' } }, 'Ids do not begin'],
  ['a beginning that is no text', { login: { start_with: ['abcd'] } }, 'login is a text'],
  ['an invalid date', { login: 'ada', created_at: new Date('never') }, 'created_at is compared with Dates'],
  ['an invalid bound', { login: 'ada', created_at: { gt: new Date(Number.NaN) } }, 'created_at is compared'],
  ['a date as text', { login: 'ada', created_at: '2020-01-01' }, 'created_at is compared with Dates'],
  ['seconds', { login: 'ada', created_at: { lt: 1_690_886_495 } }, 'created_at is compared with Dates'],
  ['null for a date', { login: 'ada', updated_at: null }, 'updated_at is compared with Dates'],
  ['a list of dates', { login: 'a', created_at: { in: [new Date(0)] } }, 'created_at is a Date, or has gt'],
  ['no bound', { login: 'a', last_request_at: {} }, 'last_request_at is a Date, or has gt'],
  ['an unknown order', { login: 'ada', sort_asc: 'password' }, 'Users are sorted by id'],
  ['an order that is none', { login: 'ada', sort_desc: ['id'] }, 'Users are sorted by id'],
  ['a limit of 0', { login: 'ada', limit: 0 }, 'limit is a whole number from 1 to 100'],
  ['a limit of 101', { login: 'ada', limit: 101 }, 'limit is a whole number from 1 to 100'],
  ['a limit as text', { login: 'ada', limit: '10' }, 'limit is a whole number from 1 to 100'],
  ['a negative offset', { login: 'ada', offset: -1 }, 'offset is a whole number, 0 or more'],
  ['half an offset', { login: 'ada', offset: 0.5 }, 'offset is a whole number, 0 or more'],
  ['a mistake beside an empty list', { id: { in: [] }, limit: 0 }, 'limit is a whole number'],
]

describe('a filter is refused before any request, with a sentence about why', () => {
  test.each(refused)('%s', async (_, filter, says) => {
    const { client, requests } = createStage()
    const error = await errorOf(Reflect.apply(getUsers, null, [client, filter]))
    expect(error).toMatchObject({ code: 'invalid-argument', status: null })
    expect(error.message).toContain(says)
    expect(error.message).not.toContain('undefined')
    expect(requests()).toEqual([])
  })
})

describe('what is sent', () => {
  test.each([
    [{ login: 'ada' }, { login: 'ada' }],
    [{ login: 'ada', email: undefined, limit: undefined }, { login: 'ada' }],
    [{ id: { in: [3, 1, 3] } }, { id: { in: [3, 1] } }],
    [
      { id: { in: [1] }, login: { nin: [] } },
      { id: { in: [1] }, login: { nin: [] } },
    ],
    [{ id: { in: [...hundredAndOne.slice(1), 2] } }, { id: { in: hundredAndOne.slice(1) } }],
    [{ login: { start_with: '😀😀😀😀' } }, { login: { start_with: '😀😀😀😀' } }],
    [{ user_tags: { nin: ['spam'], in: ['a', 'b'] } }, { user_tags: { in: ['a', 'b'], nin: ['spam'] } }],
  ])('%j', (filter, query) => {
    expect(toUsersQuery(filter)).toEqual(query)
  })

  test.each([
    { id: { in: [] } },
    { login: 'ada', id: { in: [] } },
    { id: { in: [] }, login: { nin: ['a'] } },
  ])('%j finds nobody', (filter) => {
    expect(toUsersQuery(filter)).toBeNull()
  })

  test('filters that say the same are asked alike', async () => {
    const { client, emulator } = createStage()
    await getUsers(client, { sort_desc: 'id', offset: 1, login: 'a', sort_asc: 'login', id: { nin: [1] } })
    await getUsers(client, { id: { nin: [1] }, sort_asc: 'login', login: 'a', offset: 1, sort_desc: 'id' })
    const [one, other] = emulator.log.slice(-2).map(({ query }) => query)
    expect(one).toBe('id[nin][]=1&login=a&sort_asc=login&sort_desc=id&offset=1')
    expect(other).toBe(one)
  })
})

// ── Against the emulator, which reads the documentation by itself ─────────────────────────────────────

const text = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }) },
  fc.constantFrom('ada', 'a+b&c=d%', '[]', ' ', 'nin', '\u0000', 'ünï', '👩‍👩‍👧'),
)
const wrong = fc.constantFrom<unknown>('', null, half, 7, true, [], {}, Number.NaN, new Date(0), ['x'])
const id = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 1, max: 2 ** 31 }) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(0, -1, 1.5, Number.NaN, '7', '', null) },
)
const mostly = <T>(right: fc.Arbitrary<T>, other: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 20, arbitrary: right }, { weight: 1, arbitrary: other })
const listOf = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.array(value, { maxLength: 4 })
const operators = (value: fc.Arbitrary<unknown>, date: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ in: listOf(value) }) },
    { weight: 3, arbitrary: fc.record({ start_with: value }) },
    { weight: 2, arbitrary: fc.record({ nin: listOf(value) }) },
    { weight: 1, arbitrary: fc.record({ in: listOf(value), nin: listOf(value) }) },
    {
      weight: 1,
      arbitrary: fc.record(
        { in: listOf(value), start_with: value, nin: listOf(value), gt: date, like: value, eq: value },
        { requiredKeys: [] },
      ),
    },
  )
const moment = mostly(
  fc.date({ noInvalidDate: true, min: new Date('1970-01-01'), max: new Date('2100-01-01') }),
  fc.constantFrom<unknown>(new Date(Number.NaN), 'soon', 5, null, ''),
)
const span = fc.record({ gt: moment, gte: moment, lt: moment, lte: moment }, { requiredKeys: [] })
const matching = fc.oneof(
  { weight: 3, arbitrary: mostly(text, wrong) },
  { weight: 3, arbitrary: operators(mostly(text, wrong), moment) },
)
const dated = fc.oneof(moment, span, fc.record({ in: fc.array(moment, { minLength: 1 }) }))
const field = mostly(
  fc.constantFrom('id', 'login', 'created_at', 'user_tags', 'phone'),
  fc.constantFrom('password', '', 5),
)
const anyFilter: fc.Arbitrary<Record<string, unknown>> = fc.record(
  {
    id: fc.oneof(id, operators(id, moment)),
    login: matching,
    email: matching,
    full_name: matching,
    phone: matching,
    external_id: matching,
    facebook_id: matching,
    twitter_id: matching,
    user_tags: matching,
    created_at: dated,
    updated_at: dated,
    last_request_at: dated,
    sort_asc: field,
    sort_desc: field,
    limit: mostly(fc.integer({ min: 1, max: 100 }), fc.constantFrom<unknown>(0, -1, 101, 1.5, '10', 'x')),
    offset: mostly(fc.integer({ min: 0, max: 1000 }), fc.constantFrom<unknown>(-1, 0.5, '3', Infinity)),
    is_guest: fc.constant(true),
  },
  { requiredKeys: [] },
)
/** A few fields at a time, or hardly any filter would be right. */
const someFilter = fc
  .tuple(anyFilter, fc.infiniteStream(fc.nat(99)))
  .map(([filter, dice]) =>
    Object.fromEntries(
      Object.entries(filter).filter(([name]) => dice.next().value < (name === 'is_guest' ? 2 : 25)),
    ),
  )

/** As a naive client would write it, without any check: as the official SDK does, its dates aside. */
function writeBlindly(filter: Record<string, unknown>): string {
  const pairs = new URLSearchParams()
  const write = (name: string, value: unknown): void => {
    if (value instanceof Date)
      pairs.append(name, Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString())
    else if (Array.isArray(value)) for (const item of value) write(`${name}[]`, item)
    else if (typeof value === 'object' && value !== null) {
      for (const [inner, item] of Object.entries(value)) write(`${name}[${inner}]`, item)
    } else pairs.append(name, String(value))
  }
  for (const [name, value] of Object.entries(filter)) write(name, value)
  return pairs.toString()
}

/** Where we are stricter than the documentation asks for, each for a reason of its own. */
const stricter: readonly RegExp[] = [
  // Texts that match nobody, and are a mistake of whoever asks: what looks empty, or is of another type.
  /is a text, neither empty nor cut|is a text; several/,
  // There is no user 0, and '7' is no id of ours.
  /An id is a whole number/,
  // `eq` is written as the value itself; two ways to match in one field would say little that one does not.
  /is a value, or has in/,
  // The documentation shows dates compared, and bare; they are Dates, so that they are sent in UTC.
  /is compared with Dates that are valid/,
  /is a Date, or has gt/,
  // The API takes more and answers 100.
  /limit is a whole number from 1 to 100/,
  /offset is a whole number/,
]

test(
  'what passes is accepted, and what is refused would be refused, or is refused for a reason',
  { timeout: 60_000 },
  async () => {
    const { client } = createStage({ emulator: { users: 3 } })
    const accepts = (query: string): Promise<boolean> =>
      client
        .request({ method: 'GET', path: `/users/v2?${query}`, parse: () => true })
        .catch((error: unknown) => !isCubeError(error, 'rejected'))
    const counts = { passed: 0, refused: 0, agreed: 0 }
    await fc.assert(
      fc.asyncProperty(someFilter, async (filter) => {
        const outcome = await Promise.resolve(Reflect.apply(getUsers, null, [client, filter])).then(
          () => 'passes',
          String,
        )
        if (outcome === 'passes') {
          counts.passed++
          return
        }
        counts.refused++
        expect(outcome).toMatch(/invalid-argument/)
        if (await accepts(writeBlindly(filter))) {
          expect(stricter.filter((reason) => reason.test(outcome))).toHaveLength(1)
        } else counts.agreed++
      }),
      { numRuns: 1500 },
    )
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(150)
  },
)
