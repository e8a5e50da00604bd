import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import type { QueryParams } from '../transport/params.ts'
import type { RequestOptions } from '../transport/request.ts'
import { unwrap } from '../wire/fields.ts'
import { type CubeUser, parseUser } from '../wire/user.ts'
import { askForUsers } from './askForUsers.ts'
import { isWhole } from './paging.ts'
import { refuse } from './refuse.ts'
import { type UsersV1Filter, type UsersV1Order, writeV1Filter, writeV1Order } from './usersV1Filter.ts'

/** What V1 narrows, sorts and pages by. */
export interface UsersV1Listing {
  /** 1 is the first. */
  readonly page?: number | undefined
  /** How many users a page holds: 1 to 100, by default 10. */
  readonly per_page?: number | undefined
  /** Of several, all must hold. */
  readonly filter?: UsersV1Filter | readonly UsersV1Filter[] | undefined
  readonly order?: UsersV1Order | undefined
}

/** One page of users, with the names of V1. */
export interface UsersV1Page {
  readonly items: readonly CubeUser[]
  readonly current_page: number
  readonly per_page: number
  /** How many users match in all. */
  readonly total_entries: number
}

const largestPage = 100
const usualPage = 10

/** Asks a V1 endpoint for a page of users; an `in` list that is empty finds nobody, without a request. */
export async function askForUsersV1(
  client: CubeClient,
  path: string,
  named: QueryParams | null,
  { page, per_page, filter = [], order }: UsersV1Listing,
  options: RequestOptions | undefined,
): Promise<UsersV1Page> {
  if (page !== undefined && !isWhole(page, 1)) refuse('page is a whole number, 1 or more.')
  if (per_page !== undefined && !isWhole(per_page, 1, largestPage)) {
    refuse(`per_page is a whole number from 1 to ${largestPage}.`)
  }
  const filters = [filter].flat().map(writeV1Filter)
  const sorting = order === undefined ? undefined : writeV1Order(order)
  const texts = filters.filter((text) => text !== null)
  if (named === null || texts.length < filters.length) {
    return { items: [], current_page: page ?? 1, per_page: per_page ?? usualPage, total_entries: 0 }
  }
  const query = { ...named, filter: texts, order: sorting, page, per_page }
  const request = { method: 'GET', path, query, parse: parseV1Page } as const
  return askForUsers(client, request, ({ items }) => items, options)
}

function parseV1Page(body: unknown): UsersV1Page {
  const { items, current_page, per_page, total_entries } = unwrap(body, 'page')
  const count = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise)
  if (!Array.isArray(items)) throw new CubeError('protocol')
  return {
    items: items.map(parseUser),
    current_page: count(current_page, 1),
    per_page: count(per_page, items.length),
    total_entries: count(total_entries, items.length),
  }
}
