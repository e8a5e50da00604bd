import { tagsOf, type EmulatorUser } from '../db/user.ts'
import { ApiError } from './ApiError.ts'
import type { FormPair } from './formPairs.ts'
import { unobservedErrors } from './unobserved.ts'

/** Says whether a user passes. */
export type V1Filter = (user: EmulatorUser) => boolean

type Field = Exclude<keyof EmulatorUser, '_id' | 'custom_data'>
type Comparable = number | string

/** How the values of a data type are read, and which field contents they are compared with. */
interface DataType {
  read(text: string): Comparable
  /** What a field's content comes to; `undefined` where it is no such thing. */
  of(content: EmulatorUser[Field]): Comparable | undefined
}

const FILTER = /^(\w+) (\w+) (\w+) (.*)$/s
const DAY_ONLY = /^\d{4}[-.]\d{2}[-.]\d{2}$/
const DAY_MS = 86_400_000

const number: DataType = {
  read(text) {
    const value = Number(text)
    if (text.trim() === '' || Number.isNaN(value)) throw invalid(`"${text}" is not a number.`)
    return value
  },
  of: (content) => (content === null || content === undefined ? undefined : Number(content)),
}

const dataTypes: Readonly<Record<string, DataType>> = {
  number,
  integer: number,
  string: {
    read: (text) => text,
    of: (content) => (content === null || content === undefined ? undefined : String(content)),
  },
  date: {
    read(text) {
      const value = Date.parse(DAY_ONLY.test(text) ? text.replaceAll('.', '-') : text)
      if (Number.isNaN(value)) throw invalid(`"${text}" is not a date: write yyyy-mm-dd or yyyy.mm.dd.`)
      return value
    },
    of: (content) => (typeof content === 'string' ? Date.parse(content) : undefined),
  },
}

const fields: Readonly<Record<Field, true>> = {
  id: true,
  created_at: true,
  updated_at: true,
  login: true,
  full_name: true,
  last_request_at: true,
  timezone: true,
  email: true,
  phone: true,
  website: true,
  twitter_id: true,
  external_user_id: true,
  facebook_id: true,
  user_tags: true,
  avatar: true,
  blob_id: true,
  external_id: true,
  is_guest: true,
}
const isField = (name: string): name is Field => Object.hasOwn(fields, name)

/**
 * Reads the `filter[]` parameters of GET /users: `{type} {field} {operator} {value}`, all of which must hold.
 *
 * Source: ConnectyCube Server API, "Retrieve Users V1".
 *
 * @throws `ApiError` 422 that says what is wrong with a filter.
 */
export function readV1Filters(pairs: readonly FormPair[]): V1Filter {
  const filters = pairs.filter(({ path }) => path[0] === 'filter').map(({ value }) => readFilter(value))
  return (user) => filters.every((passes) => passes(user))
}

/** The field a text names. `custom_data` is none: it can be neither filtered nor sorted by. */
export function readV1Field(name: string): Field {
  if (isField(name)) return name
  throw invalid(`Users cannot be found by "${name}".`)
}

/** The data type a text names. */
export function readV1DataType(name: string): DataType {
  const type = Object.hasOwn(dataTypes, name) ? dataTypes[name] : undefined
  if (type === undefined) throw invalid(`"${name}" is none of the data types number, string and date.`)
  return type
}

function invalid(reason: string): ApiError {
  return new ApiError(unobservedErrors.usersFilterInvalid(reason))
}

function readFilter(text: string): V1Filter {
  const [, typeName, fieldName, operator, value] = FILTER.exec(text) ?? []
  if (typeName === undefined || fieldName === undefined || operator === undefined || value === undefined) {
    throw invalid(`"${text}" is not a data type, a field, an operator and a value.`)
  }
  const type = readV1DataType(typeName)
  const holds = readCondition(type, operator, value)
  const field = readV1Field(fieldName)
  if (field === 'user_tags' && type === dataTypes['string'])
    return (user) => tagsOf(user).some((tag) => holds(tag))
  return (user) => {
    const content = type.of(user[field])
    return content === undefined ? operator === 'ne' : holds(content)
  }
}

function readCondition(type: DataType, operator: string, text: string): (content: Comparable) => boolean {
  const isWhole = matcher(type)
  switch (operator) {
    case 'eq':
      return isWhole(text)
    case 'ne': {
      const equals = isWhole(text)
      return (content) => !equals(content)
    }
    case 'in': {
      const anyOf = text.split(',').map(isWhole)
      return (content) => anyOf.some((equals) => equals(content))
    }
    case 'between': {
      const [from, to, ...rest] = text.split(',')
      if (from === undefined || to === undefined || rest.length > 0)
        throw invalid('between takes two values with a comma in the middle.')
      const [low, high] = [type.read(from), type.read(to)]
      return (content) => content >= low && content <= high
    }
    case 'gt':
    case 'lt':
    case 'ge':
    case 'le': {
      const bound = type.read(text)
      const comparisons = {
        gt: (content: Comparable) => content > bound,
        lt: (content: Comparable) => content < bound,
        ge: (content: Comparable) => content >= bound,
        le: (content: Comparable) => content <= bound,
      }
      return comparisons[operator]
    }
    default:
      throw invalid(`"${operator}" is none of the operators gt, lt, ge, le, eq, ne, between and in.`)
  }
}

/** Equality. A date without a time equals any moment of its day; elsewhere it stands for its first one. */
function matcher(type: DataType): (text: string) => (content: Comparable) => boolean {
  return (text) => {
    const value = type.read(text)
    if (type !== dataTypes['date'] || !DAY_ONLY.test(text)) return (content) => content === value
    const start = Number(value)
    return (content) => Number(content) >= start && Number(content) < start + DAY_MS
  }
}
