import { createStage, errorOf } from '@cubekit/testing'
import { describe, expect, test } from 'vitest'
import {
  getUserByV1,
  getUsersByFullNameV1,
  getUsersByTagsV1,
  getUsersV1,
  loadUsers,
  type UsersV1Filter,
} from '../index.ts'

// The people of the documentation's examples. They are made a minute apart, from 2025-01-01 00:00 UTC on.
const people = [
  {
    id: 51941,
    login: 'Dacia',
    email: 'dacia_k@example.com',
    full_name: 'Dacia Kail',
    phone: '+6110797757',
    facebook_id: '91234409',
    twitter_id: '83510562734',
    external_id: 'a/b c',
  },
  { id: 51946, login: 'gabby', full_name: 'Corcoran, Gabrielle', user_tags: 'vip,accountant', timezone: 180 },
  { id: 51943, login: 'ppavalli', full_name: 'Pallavi Purushottam', user_tags: 'accountant', timezone: -90 },
]
const stage = (emulator = {}) => createStage({ emulator: { users: people, ...emulator } })
const idsOf = ({ items }: { items: readonly { id: number }[] }): number[] => items.map(({ id }) => id)
const day = (text: string): Date => new Date(`${text}T12:34:56Z`)

describe('getUsersV1', () => {
  test('gives a page, with the names of V1', async () => {
    const { client, emulator } = stage()
    const page = await getUsersV1(client, { order: { field: 'login', sort: 'asc' }, per_page: 2 })
    expect(page).toMatchObject({ current_page: 1, per_page: 2, total_entries: 3 })
    expect(page.items[0]).toMatchObject({ id: 51941, login: 'Dacia', user_tags: [] })
    expect(emulator.log.at(-1)).toMatchObject({
      path: '/users',
      query: 'order=asc%20string%20login&per_page=2',
    })
    expect(await getUsersV1(client)).toMatchObject({ per_page: 10, total_entries: 3 })
    expect(idsOf(await getUsersV1(client, { page: 2, per_page: 2 }))).toEqual([51946])
  })

  test.each<[UsersV1Filter, string, number[]]>([
    [{ field: 'id', param: 'gt', value: 51941 }, 'number id gt 51941', [51943, 51946]],
    [{ field: 'id', param: 'lt', value: 51943 }, 'number id lt 51943', [51941]],
    [{ field: 'id', param: 'ge', value: 51943 }, 'number id ge 51943', [51943, 51946]],
    [{ field: 'id', param: 'le', value: 51943 }, 'number id le 51943', [51941, 51943]],
    [{ field: 'id', param: 'eq', value: 51946 }, 'number id eq 51946', [51946]],
    [{ field: 'id', param: 'ne', value: 51946 }, 'number id ne 51946', [51941, 51943]],
    [
      { field: 'id', param: 'between', value: [51941, 51943] },
      'number id between 51941,51943',
      [51941, 51943],
    ],
    [{ field: 'id', param: 'in', value: [51946, 51941, 51946] }, 'number id in 51946,51941', [51941, 51946]],
    [{ field: 'timezone', param: 'lt', value: 0 }, 'number timezone lt 0', [51943]],
    [{ field: 'login', param: 'in', value: ['gabby', 'x'] }, 'string login in gabby,x', [51946]],
    [
      { field: 'full_name', param: 'eq', value: 'Corcoran, Gabrielle' },
      'string full_name eq Corcoran, Gabrielle',
      [51946],
    ],
    [{ field: 'phone', param: 'eq', value: '+6110797757' }, 'string phone eq +6110797757', [51941]],
    [
      { field: 'user_tags', param: 'eq', value: 'accountant' },
      'string user_tags eq accountant',
      [51943, 51946],
    ],
    [
      { field: 'created_at', param: 'eq', value: day('2025-01-01') },
      'date created_at eq 2025-01-01',
      [51941, 51943, 51946],
    ],
    [{ field: 'created_at', param: 'ge', value: day('2025-01-02') }, 'date created_at ge 2025-01-02', []],
    [
      { field: 'created_at', param: 'between', value: [day('2024-12-31'), day('2025-01-02')] },
      'date created_at between 2024-12-31,2025-01-02',
      [51941, 51943, 51946],
    ],
  ])('%j', async (filter, written, ids) => {
    const { client, emulator } = stage()
    expect(idsOf(await getUsersV1(client, { filter }))).toEqual(ids)
    expect(decodeURIComponent(emulator.log.at(-1)?.query ?? '')).toBe(`filter[]=${written}`)
  })

  test('several filters must all hold', async () => {
    const { client } = stage()
    const filter = [
      { field: 'id', param: 'lt', value: 51946 },
      { field: 'login', param: 'ne', value: 'Dacia' },
    ] as const
    expect(idsOf(await getUsersV1(client, { filter }))).toEqual([51943])
    expect(await getUsersV1(client, { filter: [] })).toMatchObject({ total_entries: 3 })
  })

  test.each([
    [{ field: 'full_name', sort: 'desc' }, [51943, 51941, 51946]],
    [{ field: 'id', sort: 'desc' }, [51946, 51943, 51941]],
    [{ field: 'created_at', sort: 'asc' }, [51941, 51946, 51943]],
  ] as const)('sorts by %j', async (order, ids) => {
    const { client } = stage()
    expect(idsOf(await getUsersV1(client, { order }))).toEqual(ids)
  })

  test('an empty list finds nobody, without a request', async () => {
    const { client, requests } = stage()
    const filter = { field: 'id', param: 'in', value: [] } as const
    expect(await getUsersV1(client, { filter, page: 2, per_page: 5 })).toEqual({
      items: [],
      current_page: 2,
      per_page: 5,
      total_entries: 0,
    })
    expect(requests()).toEqual([])
  })

  test('is forbidden where the application has switched it off', async () => {
    const { client } = stage({ v1Listing: false })
    expect((await errorOf(getUsersV1(client))).code).toBe('forbidden')
  })

  test.each([
    ['no filter', { filter: null }],
    ['an unknown field', { filter: { field: 'password', param: 'eq', value: 'x' } }],
    ['a field of every object', { filter: { field: 'constructor', param: 'eq', value: 'x' } }],
    ['custom_data', { filter: { field: 'custom_data', param: 'eq', value: 'x' } }],
    ['an unknown operator', { filter: { field: 'id', param: 'like', value: 1 } }],
    ['NaN', { filter: { field: 'id', param: 'gt', value: Number.NaN } }],
    ['a number as text', { filter: { field: 'id', param: 'gt', value: '5' } }],
    ['an empty text', { filter: { field: 'login', param: 'eq', value: '' } }],
    ['half a character', { filter: { field: 'login', param: 'eq', value: '😀'.slice(1) } }],
    ['a number for a text', { filter: { field: 'phone', param: 'eq', value: 5 } }],
    ['an invalid date', { filter: { field: 'created_at', param: 'gt', value: new Date('never') } }],
    ['a date as text', { filter: { field: 'created_at', param: 'gt', value: '2025-01-01' } }],
    ['a year of five digits', { filter: { field: 'created_at', param: 'lt', value: new Date(8.64e15) } }],
    ['a list that is none', { filter: { field: 'id', param: 'in', value: 5 } }],
    ['a comma in a list', { filter: { field: 'login', param: 'in', value: ['a,b'] } }],
    ['a comma between', { filter: { field: 'login', param: 'between', value: ['a', 'b,c'] } }],
    ['one value between', { filter: { field: 'id', param: 'between', value: [1] } }],
    ['too many', { filter: { field: 'id', param: 'in', value: Array.from({ length: 101 }, (_, at) => at) } }],
    ['an unknown order', { order: { field: 'password', sort: 'asc' } }],
    ['no direction', { order: { field: 'id' } }],
    ['page 0', { page: 0 }],
    ['half a page', { page: 1.5 }],
    ['a page of none', { per_page: 0 }],
    ['a page of 101', { per_page: 101 }],
  ])('refuses %s without a request', async (_, listing) => {
    const { client, requests } = stage()
    const error = await errorOf(Reflect.apply(getUsersV1, null, [client, listing]))
    expect(error.code).toBe('invalid-argument')
    expect(requests()).toEqual([])
  })
})

describe('getUserByV1', () => {
  test.each([
    [{ login: 'Dacia' }, '/users/by_login'],
    [{ email: 'dacia_k@example.com' }, '/users/by_email'],
    [{ phone: '+6110797757' }, '/users/phone'],
    [{ facebook_id: '91234409' }, '/users/by_facebook_id'],
    [{ twitter_id: '83510562734' }, '/users/by_twitter_id'],
    [{ external_id: 'a/b c' }, '/users/external/a%2Fb%20c'],
  ] as const)('%j', async (by, path) => {
    const { client, emulator } = stage()
    expect((await getUserByV1(client, by)).id).toBe(51941)
    expect(emulator.log.at(-1)).toMatchObject({ path, status: 200 })
    expect((await errorOf(getUserByV1(client, { login: 'nobody' }))).code).toBe('not-found')
  })

  test.each([{}, { login: '' }, { login: 'a', email: 'b' }, { external_id: '..' }, { external_id: '.' }])(
    'refuses %j without a request',
    async (by) => {
      const { client, requests } = stage()
      const error = await errorOf(Reflect.apply(getUserByV1, null, [client, by]))
      expect(error.code).toBe('invalid-argument')
      expect(requests()).toEqual([])
    },
  )
})

describe('getUsersByFullNameV1 and getUsersByTagsV1', () => {
  test('find several users, a page at a time', async () => {
    const { client, emulator } = stage()
    const order = { field: 'id', sort: 'desc' } as const
    expect(idsOf(await getUsersByFullNameV1(client, { full_name: 'Dacia Kail' }))).toEqual([51941])
    expect(idsOf(await getUsersByTagsV1(client, { tags: ['accountant', 'x'], order }))).toEqual([
      51946, 51943,
    ])
    expect(emulator.log.at(-1)?.query).toBe('tags[]=accountant&tags[]=x&order=desc%20number%20id')
    const second = await getUsersByTagsV1(client, { tags: ['accountant'], page: 2, per_page: 1 })
    expect([idsOf(second), second.total_entries]).toEqual([[51946], 2])
  })

  test('no tags find nobody, without a request', async () => {
    const { client, requests } = stage()
    expect(await getUsersByTagsV1(client, { tags: [] })).toMatchObject({ items: [], total_entries: 0 })
    expect(requests()).toEqual([])
  })

  test.each([
    [getUsersByFullNameV1, { full_name: '' }],
    [getUsersByFullNameV1, { full_name: 'Ada', page: 0 }],
    [getUsersByTagsV1, { tags: 'accountant' }],
    [getUsersByTagsV1, { tags: [''] }],
    [getUsersByTagsV1, { tags: ['a,b'] }],
  ])('%o refuses %j without a request', async (action, listing) => {
    const { client, requests } = stage()
    expect((await errorOf(Reflect.apply(action, null, [client, listing]))).code).toBe('invalid-argument')
    expect(requests()).toEqual([])
  })
})

test('whom V1 has given is known, as from any answer', async () => {
  const { client, requests } = stage()
  await getUsersV1(client, { filter: { field: 'id', param: 'le', value: 51943 } })
  const before = requests().length
  expect(await loadUsers(client, [51943, 51941])).toMatchObject([{ login: 'ppavalli' }, { login: 'Dacia' }])
  expect(requests()).toHaveLength(before)
})
