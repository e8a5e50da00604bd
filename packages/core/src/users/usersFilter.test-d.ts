import { describe, expectTypeOf, test } from 'vitest'
import {
  type CubeClient,
  type CubeUser,
  getUserBy,
  getUsers,
  getUsersQuery,
  iterateUsers,
  type UsersFilter,
} from '../index.ts'

declare const client: CubeClient
declare const text: string
declare const date: Date
declare const filter: UsersFilter
/** Takes what all take that take a filter. */
declare function expectFilter<Start extends string>(filter: UsersFilter<Start>): void

// The documentation's examples of valid and invalid queries, in its order, and beside each what else it stands for.
describe('a filter takes', () => {
  test('a field that stands alone, with a value or a list', () => {
    expectFilter({ id: 51946 })
    expectFilter({ login: text })
    expectFilter({ email: { in: [text] }, limit: 10, offset: 50 })
    expectFilter({ external_id: '3789' })
    expectFilter({ facebook_id: '91234409' })
    expectFilter({ twitter_id: { in: ['83510562734'] } })
  })

  test('a list, narrowed by a span of time', () => {
    expectFilter({ id: { in: [51946, 51943] }, last_request_at: { gt: date } })
    expectFilter({ id: { in: [51946, 51943] }, created_at: { gte: date, lt: date } })
  })

  test('tags', () => {
    expectFilter({ user_tags: 'guest' })
    expectFilter({ user_tags: { in: ['guest', 'vip'], nin: ['spam'] } })
  })

  test('tags, narrowed by a date', () => {
    expectFilter({ user_tags: 'guest', created_at: { lt: new Date(1_690_886_495_000) } })
  })

  test('several fields, an exclusion and a date', () => {
    expectFilter({
      login: 'smith1',
      phone: '6754987345566',
      user_tags: { nin: ['vip'] },
      updated_at: { lte: date },
    })
  })

  test('a bare date beside a field that stands alone', () => {
    expectFilter({ phone: '6754987345566', last_request_at: date })
  })

  test('a beginning, and an exclusion', () => {
    expectFilter({ full_name: { start_with: 'hunter' }, id: { nin: [68647] } })
    expectFilter({ login: { start_with: text }, email: { start_with: 'ada@' } })
    expectFilter({ full_name: { start_with: 'hunt', nin: ['Hunter'] } })
  })

  test('an order and a page', () => {
    expectFilter({ login: 'x', sort_asc: 'id', sort_desc: 'created_at', limit: 100, offset: 0 })
    expectFilter({ user_tags: 'all', sort_desc: 'last_request_at' })
  })

  test('what was made before, with any text', () => {
    void getUsers(client, filter)
    void getUsersQuery(client, filter)
    void iterateUsers(client, filter)
    expectTypeOf({ login: { start_with: text } }).toExtend<UsersFilter>()
    const start: 'hunt' | 'fish' = 'hunt'
    expectFilter({ full_name: { start_with: start } })
  })
})

test('what is left undefined says nothing', () => {
  const limit: number | undefined = undefined
  const name: string | undefined = undefined
  const since: Date | undefined = undefined
  expectFilter({
    login: 'ada',
    full_name: name,
    limit,
    offset: limit,
    sort_asc: undefined,
    created_at: since,
  })
  expectFilter({ login: { in: ['ada'], nin: undefined }, created_at: { gt: new Date(), lt: since } })
  // @ts-expect-error Then there is nothing to find.
  expectFilter({ login: undefined })
})

describe('a filter refuses', () => {
  test('an exclusion alone', () => {
    // @ts-expect-error
    expectFilter({ login: { nin: ['admin19'] } })
    // @ts-expect-error
    expectFilter({ id: { nin: [1] }, login: { nin: ['admin19'] } })
  })

  test('tags that are only excluded', () => {
    // @ts-expect-error
    expectFilter({ user_tags: { nin: ['guest'] } })
  })

  test('a date alone', () => {
    // @ts-expect-error
    expectFilter({ last_request_at: date })
    // @ts-expect-error
    expectFilter({ last_request_at: { gt: date } })
  })

  test('a span of time alone', () => {
    // @ts-expect-error
    expectFilter({ created_at: { gte: date } })
    // @ts-expect-error
    expectFilter({ created_at: { gte: date }, user_tags: { nin: ['guest'] }, limit: 10 })
  })

  test('a beginning of three characters, wherever a filter is taken', () => {
    // @ts-expect-error
    void getUsers(client, { login: { start_with: 'vip' } })
    // @ts-expect-error
    expectFilter({ full_name: { start_with: 'hunter' }, login: { start_with: 'vip' } })
    // @ts-expect-error
    expectFilter({ id: 1, login: { start_with: '' } })
    // @ts-expect-error
    void getUsersQuery(client, { login: { start_with: 'vip' } })
    // @ts-expect-error
    void iterateUsers(client, { login: { start_with: 'vip' } })
    // @ts-expect-error
    const short: UsersFilter<'vip'> = { login: { start_with: 'vip' } }
    expectTypeOf(short).toExtend<object>()
  })

  test('nothing, and what only sorts and pages', () => {
    // @ts-expect-error
    expectFilter({})
    // @ts-expect-error
    expectFilter({ limit: 10, offset: 50, sort_asc: 'id' })
  })

  test('to compare what is no date', () => {
    // @ts-expect-error
    expectFilter({ id: { gt: 1 } })
    // @ts-expect-error
    expectFilter({ id: 1, login: { lte: 'm' } })
    // @ts-expect-error
    expectFilter({ user_tags: { gt: 'a' } })
    // @ts-expect-error
    expectFilter({ login: { in: ['ada'], gt: 'a' } })
  })

  test('two ways to match in one field', () => {
    // @ts-expect-error
    expectFilter({ login: { in: ['ada'], start_with: 'adam' } })
  })

  test('what is no operator, or not of this field', () => {
    // @ts-expect-error
    expectFilter({ login: { like: 'ada' } })
    // @ts-expect-error
    expectFilter({ login: { eq: 'ada' } })
    // @ts-expect-error
    expectFilter({ login: {} })
    // @ts-expect-error
    expectFilter({ id: { start_with: '1234' } })
    // @ts-expect-error
    expectFilter({ login: 'ada', created_at: { in: [date] } })
    // @ts-expect-error
    expectFilter({ login: 'ada', created_at: { nin: [date] } })
    // @ts-expect-error
    expectFilter({ login: 'ada', created_at: {} })
  })

  test('values of another type', () => {
    // @ts-expect-error
    expectFilter({ id: '51946' })
    // @ts-expect-error
    expectFilter({ phone: 6_754_987 })
    // @ts-expect-error
    expectFilter({ login: null })
    // @ts-expect-error
    expectFilter({ user_tags: ['a', 'b'] })
    // @ts-expect-error
    expectFilter({ id: { in: 51946 } })
    // @ts-expect-error
    expectFilter({ login: 'ada', created_at: '2020-01-01' })
    // @ts-expect-error
    expectFilter({ login: 'ada', created_at: { gt: 1_690_886_495 } })
    // @ts-expect-error
    expectFilter({ login: 'ada', limit: '10' })
  })

  test('fields that cannot be asked for, or sorted by', () => {
    // @ts-expect-error
    expectFilter({ login: 'ada', custom_data: 'x' })
    // @ts-expect-error
    expectFilter({ login: 'ada', is_guest: true })
    // @ts-expect-error
    expectFilter({ login: 'ada', sort_asc: 'password' })
  })
})

test('a user is found by one thing', () => {
  expectTypeOf(getUserBy(client, { login: 'ada' })).resolves.toEqualTypeOf<CubeUser>()
  void getUserBy(client, { external_id: text })
  // @ts-expect-error
  void getUserBy(client, {})
  // @ts-expect-error
  void getUserBy(client, { login: 'ada', email: 'ada@example.com' })
  // @ts-expect-error
  void getUserBy(client, { full_name: 'Ada' })
  // @ts-expect-error
  void getUserBy(client, { phone: 5 })
})
