import { expectTypeOf, test } from 'vitest'
import {
  type CubeClient,
  getUsersByTagsV1,
  getUsersV1,
  type UsersV1Filter,
  type UsersV1Page,
} from '../index.ts'

declare const client: CubeClient
declare function expectFilter(filter: UsersV1Filter): void

test('a filter of V1 has values of its field’s type, as many as its operator takes', () => {
  expectFilter({ field: 'id', param: 'ne', value: 51941 })
  expectFilter({ field: 'id', param: 'in', value: [51941, 51946] })
  expectFilter({ field: 'full_name', param: 'between', value: ['a', 'm'] })
  expectFilter({ field: 'created_at', param: 'ge', value: new Date() })
  expectFilter({ field: 'last_request_at', param: 'between', value: [new Date(), new Date()] })
  // @ts-expect-error
  expectFilter({ field: 'id', param: 'eq', value: '51941' })
  // @ts-expect-error
  expectFilter({ field: 'login', param: 'eq', value: 51941 })
  // @ts-expect-error
  expectFilter({ field: 'created_at', param: 'gt', value: '2025-01-01' })
  // @ts-expect-error
  expectFilter({ field: 'id', param: 'in', value: 51941 })
  // @ts-expect-error
  expectFilter({ field: 'id', param: 'between', value: [1, 2, 3] })
  // @ts-expect-error
  expectFilter({ field: 'id', param: 'eq', value: [51941] })
  // @ts-expect-error
  expectFilter({ field: 'id', param: 'gte', value: 51941 })
  // @ts-expect-error
  expectFilter({ field: 'custom_data', param: 'eq', value: 'x' })
})

test('a listing of V1 takes one filter or several, and sorts by a field', () => {
  const filter = { field: 'id', param: 'gt', value: 1 } as const
  expectTypeOf(getUsersV1(client)).resolves.toEqualTypeOf<UsersV1Page>()
  void getUsersV1(client, { page: 1, per_page: 5, filter, order: { field: 'full_name', sort: 'asc' } })
  void getUsersByTagsV1(client, { tags: ['iphone'], filter: [filter, filter] })
  // @ts-expect-error
  void getUsersV1(client, { order: { field: 'password', sort: 'asc' } })
  // @ts-expect-error
  void getUsersV1(client, { order: { field: 'id', sort: 'up' } })
  // @ts-expect-error
  void getUsersV1(client, { login: 'ada' })
})
