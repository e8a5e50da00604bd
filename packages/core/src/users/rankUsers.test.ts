import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { type CubeUser, listSource, mergeFound, parseUser, rankUsers } from '../index.ts'
import { createStage } from '@cubekit/testing'

const userOf = (fields: Partial<CubeUser> & { id: number }): CubeUser => parseUser(fields)
const idsOf = (users: readonly CubeUser[]): readonly number[] => users.map(({ id }) => id)

describe('rankUsers', () => {
  test('puts exact matches first, then full names, then logins, then later words', () => {
    const users = [
      userOf({ id: 1, full_name: 'Mary Ada Smith' }),
      userOf({ id: 2, login: 'adamant', full_name: 'Zoë' }),
      userOf({ id: 3, full_name: 'Adam West' }),
      userOf({ id: 4, login: 'ada', full_name: 'Grace' }),
      userOf({ id: 5, full_name: 'Nevada' }),
      userOf({ id: 6, full_name: 'ADA' }),
      userOf({ id: 7, email: 'ada@example.com', full_name: 'Grace' }),
      userOf({ id: 8, external_id: 'Ada' }),
    ]
    expect(idsOf(rankUsers('ada', [users]))).toEqual([4, 6, 8, 3, 2, 7, 1])
  })

  test.each([
    ['+380 50 123-45-67', { phone: '380501234567' }],
    ['380501234567', { phone: '+38 (050) 123 45 67' }],
    ['51941', { id: 51941 }],
    ['ADA@Example.com', { email: 'ada@example.COM' }],
    ['crm-7', { external_id: 'CRM-7' }],
  ])('%s names %o, as a whole', (text, fields) => {
    const one = userOf({ id: 3, ...fields })
    expect(rankUsers(text, [[one]])).toEqual([one])
    expect(rankUsers(`${text}0`, [[one]])).toEqual([])
  })

  test.each([
    ['jurgen', 'Jürgen Müller'],
    ['MULLER', 'Jürgen Müller'],
    ['jürgen', 'JURGEN'],
    ['marie', 'Anne-Marie Lund'],
    ["o'neil", 'Shaq O’Neil'],
    ['neil', 'Shaq O’Neil'],
    ['太郎', '山田太郎'],
    ['민수', '김민수'],
    ['עדה', '\u200fעדה לאבלייס'],
    ['محمد', 'مُحَمَّد علي'],
    ['jose\u0301', 'José'],
    ['ada  king', ' Ada\u00a0King'],
    ['x'.repeat(400), 'X'.repeat(500)],
  ])('%s finds %s', (text, full_name) => {
    expect(rankUsers(text, [[userOf({ id: 1, full_name })]])).toHaveLength(1)
  })

  test.each([
    ['van', 'Ivan'],
    ['\u0430da', 'Ada'],
    ['ada k', 'Adak'],
    ['郎', 'Taro'],
  ])('%s does not find %s', (text, full_name) => {
    expect(rankUsers(text, [[userOf({ id: 1, full_name })]])).toEqual([])
  })

  test('a user without a single text is found by an empty text and by the id', () => {
    const nobody = userOf({ id: 12 })
    expect(rankUsers(' ', [[nobody]])).toEqual([nobody])
    expect(rankUsers('12', [[nobody]])).toEqual([nobody])
    expect(rankUsers('1', [[nobody]])).toEqual([])
  })

  test('among equals the order of the lists decides, and nobody is in it twice', () => {
    const [first, second, third] = [1, 2, 3].map((id) => userOf({ id, full_name: `Ada ${id}` })) as [
      CubeUser,
      CubeUser,
      CubeUser,
    ]
    expect(rankUsers('ada', [[third], [first, third, second], [first]])).toEqual([third, first, second])
  })

  test('of two versions the newer counts, so that who has another name by now is not found by the old one', () => {
    const before = userOf({ id: 1, full_name: 'Ada', updated_at: '2026-01-01T00:00:00Z' })
    const after = userOf({ id: 1, full_name: 'Grace', updated_at: '2026-01-02T00:00:00Z' })
    expect(rankUsers('ada', [[before], [after]])).toEqual([])
    expect(rankUsers('grace', [[before], [after]])).toEqual([after])
  })
})

describe('listSource', () => {
  const { client } = createStage()
  const word = fc.constantFrom(
    'a',
    'ad',
    'Ada',
    'ÁDA',
    'lo',
    'van',
    'Ivan',
    '12',
    '1234567',
    'ł',
    'ß',
    '太',
    ' ',
  )
  const text = fc.array(word, { maxLength: 3 }).map((words) => words.join(''))
  const maybe = fc.option(text, { nil: null })
  const anybody = fc.record({
    id: fc.integer({ min: 1, max: 20 }),
    full_name: maybe,
    login: maybe,
    email: maybe,
    phone: fc.option(fc.constantFrom('+1234567', '123 45 67', '12'), { nil: null }),
    external_id: maybe,
  })

  test('finds at each key whom the ranking of all finds, whatever was typed before', () => {
    fc.assert(
      fc.property(fc.array(anybody, { maxLength: 12 }), fc.array(text, { maxLength: 6 }), (fields, keys) => {
        const users = fields.map(userOf)
        const source = listSource(users)
        const once = users.filter(({ id }, at) => users.findIndex((other) => other.id === id) === at)
        for (const typed of keys) {
          const { items } = source.findNow(typed, { client, limit: Number.POSITIVE_INFINITY })
          expect(idsOf(items)).toEqual(idsOf(rankUsers(typed, [once])))
        }
      }),
      { numRuns: 1000 },
    )
  })

  const many = (count: number): CubeUser[] =>
    Array.from({ length: count }, (_, at) =>
      userOf({ id: at + 1, full_name: `${at % 7 ? 'Ada' : 'Zoë'} ${at}` }),
    )
  const context = { client, limit: Number.POSITIVE_INFINITY }

  test('prepares a long list little by little while nobody types, and answers rightly at any moment', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const users = many(10_000)
      for (const slices of [0, 1, 2, 10]) {
        const source = listSource([...users])
        expect(source.findNow('', context).items).toHaveLength(10_000)
        for (let slice = 0; slice < slices; slice++) await vi.advanceTimersToNextTimerAsync()
        expect(source.findNow('zoe', context).items).toHaveLength(1429)
        await vi.runAllTimersAsync()
        expect(vi.getTimerCount()).toBe(0)
        expect(source.findNow('zoe 99', context).items).toHaveLength(
          source.findNow('ZOË 99', context).items.length,
        )
      }
    } finally {
      vi.useRealTimers()
    }
  })

  test('gives all of a list in its order for an empty text, each once, and the same answer each time', () => {
    const users = many(3000)
    const source = listSource(users)
    expect(source.findNow(' ', context)).toEqual({
      items: users,
      needsMoreCharacters: false,
      mayHaveMore: false,
    })
    expect(source.findNow('ada', context)).toBe(source.findNow('ada', context))
    const mixed = [...users.slice(5), ...users.slice(0, 10)]
    expect(idsOf(listSource(mixed).findNow('', context).items)).toEqual([
      ...idsOf(users.slice(5)),
      1,
      2,
      3,
      4,
      5,
    ])
    expect(source.findNow('ada', { client, limit: 2 })).toMatchObject({
      items: [{ id: 2 }, { id: 3 }],
      mayHaveMore: true,
    })
  })

  test('gives an answer that is ranked for its own text, and is cut and ranked anew for others', () => {
    const users = [
      userOf({ id: 1, full_name: 'Ada Bob' }),
      userOf({ id: 2, full_name: 'Bob Ada' }),
      userOf({ id: 3, full_name: 'Ada' }),
    ]
    const found = listSource(users).findNow('ada', context)
    expect(idsOf(found.items)).toEqual([3, 1, 2])
    expect(mergeFound('ada ', [found], 3)).toBe(found)
    expect(mergeFound('ada', [found], 2)).toMatchObject({ items: [{ id: 3 }, { id: 1 }], mayHaveMore: true })
    expect(idsOf(mergeFound('bob', [found], 3).items)).toEqual([2, 1, 3])
  })

  test('is quick with a name that is a book', () => {
    const book = userOf({ id: 1, full_name: 'b a '.repeat(100_000), login: 'a book', email: 'a@b.example' })
    const source = listSource([book, userOf({ id: 2, full_name: 'Zoë A' })])
    expect(idsOf(source.findNow('a', context).items)).toEqual([1, 2])
    expect(idsOf(source.findNow('a b', context).items)).toEqual([1])
  })
})
