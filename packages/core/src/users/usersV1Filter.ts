import { isFields } from '../wire/fields.ts'
import { readText } from './readText.ts'
import { refuse } from './refuse.ts'

/** The data type by which the API compares a field. */
const dataTypes = {
  id: 'number',
  blob_id: 'number',
  timezone: 'number',
  login: 'string',
  email: 'string',
  full_name: 'string',
  phone: 'string',
  website: 'string',
  avatar: 'string',
  user_tags: 'string',
  external_id: 'string',
  external_user_id: 'string',
  facebook_id: 'string',
  twitter_id: 'string',
  created_at: 'date',
  updated_at: 'date',
  last_request_at: 'date',
} as const

/** A field that V1 filters and sorts by: all but `custom_data`. */
export type UsersV1Field = keyof typeof dataTypes

type Values = { readonly number: number; readonly string: string; readonly date: Date }

/** One condition on one field, as the official SDK writes it. Of a Date only its day counts, in UTC. */
export type UsersV1Filter = {
  [Field in UsersV1Field]: { readonly field: Field } & Condition<Values[(typeof dataTypes)[Field]]>
}[UsersV1Field]

type Condition<Value> =
  | { readonly param: 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le'; readonly value: Value }
  /** At most 100. */
  | { readonly param: 'in'; readonly value: readonly Value[] }
  /** From the first to the second, both included. */
  | { readonly param: 'between'; readonly value: readonly [from: Value, to: Value] }

/** Which way V1 sorts. */
export interface UsersV1Order {
  readonly field: UsersV1Field
  readonly sort: 'asc' | 'desc'
}

const comparisons: readonly unknown[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le']
const longestList = 100

/**
 * The text of a filter, as in `number id in 51941,51946`; `null` when it can match nobody.
 *
 * @throws CubeError `invalid-argument` with a sentence about what the API would not understand.
 */
export function writeV1Filter(filter: unknown): string | null {
  const { field: name, param, value } = isFields(filter) ? filter : {}
  const field = readV1Field(name)
  const start = `${dataTypes[field]} ${field} ${String(param)}`
  if (comparisons.includes(param)) return `${start} ${writeValue(field, value)}`
  if (param !== 'in' && param !== 'between') {
    refuse('The param of a filter is one of eq, ne, gt, ge, lt, le, in and between.')
  }
  if (!Array.isArray(value)) refuse(`${field}: ${param} takes a list.`)
  const values = value.map((one) => writeValue(field, one))
  if (values.some((text) => text.includes(',')))
    refuse(`${field}: ${param} takes no text with a comma in it.`)
  if (param === 'between') {
    if (values.length !== 2) refuse(`${field}: between takes two values.`)
    return `${start} ${values.join(',')}`
  }
  const each = new Set(values)
  if (each.size > longestList) refuse(`${field}: in takes ${longestList} values.`)
  return each.size === 0 ? null : `${start} ${[...each].join(',')}`
}

/**
 * The text of an order, as in `desc string full_name`.
 *
 * @throws CubeError `invalid-argument` when it is none.
 */
export function writeV1Order(order: unknown): string {
  const { field: name, sort } = isFields(order) ? order : {}
  const field = readV1Field(name)
  if (sort !== 'asc' && sort !== 'desc') refuse('The sort of an order is asc or desc.')
  return `${sort} ${dataTypes[field]} ${field}`
}

function readV1Field(name: unknown): UsersV1Field {
  return isV1Field(name) ? name : refuse(`A field is one of ${Object.keys(dataTypes).join(', ')}.`)
}

function isV1Field(name: unknown): name is UsersV1Field {
  return typeof name === 'string' && Object.hasOwn(dataTypes, name)
}

function writeValue(field: UsersV1Field, value: unknown): string {
  switch (dataTypes[field]) {
    case 'number':
      if (Number.isFinite(value)) return String(value)
      return refuse(`${field} is compared with numbers.`)
    case 'string':
      return readText(field, value)
    case 'date': {
      // Invalid dates, and those whose years have more than four digits, do not look like this.
      const day = value instanceof Date ? /^\d{4}-\d\d-\d\d/.exec(value.toJSON() ?? '') : null
      return day ? day[0] : refuse(`${field} is compared with Dates of the years 0 to 9999.`)
    }
  }
}
