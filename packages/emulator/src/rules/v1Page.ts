import type { EmulatorUser } from '../db/user.ts'
import { ApiError } from './ApiError.ts'
import type { FormPair } from './formPairs.ts'
import { unobservedErrors } from './unobserved.ts'
import { readV1DataType, readV1Field, readV1Filters } from './v1Filter.ts'

/** A page of users, as the V1 endpoints answer it. */
export interface V1Page {
  readonly current_page: number
  readonly per_page: number
  readonly total_entries: number
  readonly items: readonly { readonly user: EmulatorUser }[]
}

const MAX_PER_PAGE = 100
const ORDER = /^(asc|desc) (\w+) (\w+)$/

/**
 * Filters, sorts and cuts users as the `filter[]`, `order`, `page` and `per_page` of a V1 endpoint ask.
 * Whatever else is asked is overlooked.
 *
 * @throws `ApiError` 422 that says what cannot be understood.
 */
export function pageOfUsers(users: Iterable<EmulatorUser>, query: readonly FormPair[]): V1Page {
  const passes = readV1Filters(query)
  const compare = readOrder(valueOf(query, 'order'))
  const page = readWhole('page', valueOf(query, 'page'), 1)
  const perPage = Math.min(readWhole('per_page', valueOf(query, 'per_page'), 10), MAX_PER_PAGE)
  const found = [...users].filter(passes).sort((a, b) => compare(a, b) || a.id - b.id)
  return {
    current_page: page,
    per_page: perPage,
    total_entries: found.length,
    items: found.slice((page - 1) * perPage, page * perPage).map((user) => ({ user })),
  }
}

/** The last value of a parameter. */
export function valueOf(query: readonly FormPair[], name: string): string | undefined {
  return query.findLast(({ path }) => path.length === 1 && path[0] === name)?.value
}

/**
 * The value of a parameter that must be there.
 *
 * @throws `ApiError` 422 when it is missing or blank.
 */
export function requireValue(query: readonly FormPair[], name: string): string {
  const value = valueOf(query, name) ?? ''
  if (value === '') throw new ApiError(unobservedErrors.parameterBlank(name))
  return value
}

function readWhole(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined || text === '') return otherwise
  const number = Number(text)
  if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number > 0) return number
  throw new ApiError(unobservedErrors.usersFilterInvalid(`${name} must be a whole number, 1 or more.`))
}

/**
 * `desc string full_name`. The official SDK calls every field a string, ids too, so a field is compared as
 * what it is, whatever it is called. Users without a value come last.
 */
function readOrder(text: string | undefined): (a: EmulatorUser, b: EmulatorUser) => number {
  if (text === undefined || text === '') return () => 0
  const [, sort, typeName = '', fieldName = ''] = ORDER.exec(text) ?? []
  if (sort === undefined) {
    const reason = `"${text}" is not asc or desc, a data type and a field.`
    throw new ApiError(unobservedErrors.usersFilterInvalid(reason))
  }
  readV1DataType(typeName)
  const field = readV1Field(fieldName)
  const direction = sort === 'asc' ? 1 : -1
  return (a, b) => {
    const [left = null, right = null] = [a[field], b[field]]
    if (left === right) return 0
    if (left === null || right === null) return left === null ? 1 : -1
    return left < right ? -direction : direction
  }
}
