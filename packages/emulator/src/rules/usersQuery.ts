import { ApiError } from './ApiError.ts'
import type { FormPair } from './formPairs.ts'
import { unobservedErrors } from './unobserved.ts'

/** A field that GET /users/v2 filters and sorts by. */
export type QueryField =
  | 'id'
  | 'login'
  | 'email'
  | 'full_name'
  | 'phone'
  | 'external_id'
  | 'facebook_id'
  | 'twitter_id'
  | 'user_tags'
  | 'last_request_at'
  | 'created_at'
  | 'updated_at'

/** One condition on one field. Dates are milliseconds since 1970. */
export type Condition = { readonly field: QueryField } & (
  | { readonly operator: 'in' | 'nin'; readonly values: ReadonlySet<string | number> }
  | { readonly operator: 'start_with'; readonly prefix: string }
  | { readonly operator: Comparison; readonly bound: number }
)

type Comparison = 'gt' | 'lt' | 'gte' | 'lte'

/** A query that keeps all the rules of GET /users/v2. */
export interface UsersQuery {
  /** All of them must hold. */
  readonly conditions: readonly Condition[]
  readonly limit: number
  readonly offset: number
  /** Applied in this order; users that are equal by all of them are ordered by id. */
  readonly sorting: readonly { readonly field: QueryField; readonly direction: 1 | -1 }[]
}

const fieldTypes: Readonly<Record<QueryField, 'integer' | 'string' | 'tags' | 'date'>> = {
  id: 'integer',
  login: 'string',
  email: 'string',
  full_name: 'string',
  phone: 'string',
  external_id: 'string',
  facebook_id: 'string',
  twitter_id: 'string',
  user_tags: 'tags',
  last_request_at: 'date',
  created_at: 'date',
  updated_at: 'date',
}

const MAX_LIMIT = 100
const START_WITH_LIMIT = 5
const START_WITH_MINIMUM = 4
const isQueryField = (name: string): name is QueryField => Object.hasOwn(fieldTypes, name)
const isStandAlone = (field: QueryField): boolean => fieldTypes[field] !== 'date'
const isComparison = (operator: string): operator is Comparison => /^(gt|lt)e?$/.test(operator)

/**
 * Reads the parameters of GET /users/v2.
 *
 * Source: ConnectyCube Server API, "Retrieve Users V2".
 *
 * @throws `ApiError` 422 that names the rule which the query breaks.
 */
export function readUsersQuery(pairs: readonly FormPair[]): UsersQuery {
  const given = new Map<string, { field: QueryField; operator: string; values: string[] }>()
  const sorting: { field: QueryField; direction: 1 | -1 }[] = []
  let limit = MAX_LIMIT
  let offset = 0

  for (const { path, value } of pairs) {
    const [name = ''] = path
    if (name === 'limit') limit = Math.min(readWhole(name, value, 1), MAX_LIMIT)
    else if (name === 'offset') offset = readWhole(name, value, 0)
    else if (name === 'sort_asc') sorting.push({ field: readField(value), direction: 1 })
    else if (name === 'sort_desc') sorting.push({ field: readField(value), direction: -1 })
    else {
      const field = readField(name)
      const operator = readOperator(path)
      const key = `${field} ${operator}`
      const entry = given.get(key) ?? { field, operator, values: [] }
      entry.values.push(value)
      given.set(key, entry)
    }
  }

  const conditions = [...given.values()].flatMap(({ field, operator, values }) =>
    read(field, operator, values),
  )
  const isAnchored = conditions.some(
    ({ field, operator }) => isStandAlone(field) && (operator === 'in' || operator === 'start_with'),
  )
  if (!isAnchored) {
    const standAlone = Object.keys(fieldTypes).filter((name) => isQueryField(name) && isStandAlone(name))
    throw invalid(
      `A query needs at least one of ${standAlone.join(', ')}, equal to, in, or starting with something.`,
    )
  }
  if (conditions.some(({ operator }) => operator === 'start_with')) limit = START_WITH_LIMIT
  return { conditions, limit, offset, sorting }
}

function invalid(reason: string): ApiError {
  return new ApiError(unobservedErrors.usersQueryInvalid(reason))
}

function readWhole(name: string, text: string, minimum: number): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number < minimum) {
    throw invalid(`${name} must be a whole number, ${minimum} or more.`)
  }
  return number
}

function readField(name: string): QueryField {
  if (isQueryField(name)) return name
  throw invalid(`Unknown field "${name}". Users are found by ${Object.keys(fieldTypes).join(', ')}.`)
}

/** `login` and `login[eq]` say equal; a list without an operator, as in `user_tags[]`, says in. */
function readOperator(path: readonly string[]): string {
  const names = path.slice(1)
  const isList = names.includes('')
  const [operator, ...rest] = names.filter((name) => name !== '')
  if (rest.length > 0) throw invalid(`"${path.join(' ')}" is nested too deep.`)
  if (operator === undefined) return isList ? 'in' : 'eq'
  return operator
}

function read(field: QueryField, operator: string, texts: readonly string[]): Condition[] {
  switch (operator) {
    case 'eq':
    case 'in':
      return [{ field, operator: 'in', values: readValues(field, texts) }]
    case 'nin':
      return [{ field, operator, values: readValues(field, texts) }]
    case 'start_with':
      return [{ field, operator, prefix: readPrefix(field, texts) }]
    default:
      if (!isComparison(operator)) {
        throw invalid(
          `Unknown operator "${operator}". There are eq, in, nin, start_with, gt, lt, gte and lte.`,
        )
      }
      if (isStandAlone(field)) throw invalid(`${field} cannot be compared with ${operator}.`)
      return texts.map((text) => ({ field, operator, bound: readDate(field, text) }))
  }
}

function readValues(field: QueryField, texts: readonly string[]): Set<string | number> {
  const type = fieldTypes[field]
  return new Set(
    texts.map((text) => {
      if (type === 'date') return readDate(field, text)
      return type === 'integer' ? readId(field, text) : text
    }),
  )
}

function readId(field: QueryField, text: string): number {
  if (!/^-?\d+$/.test(text)) throw invalid(`${field} must be an integer.`)
  return Number(text)
}

function readPrefix(field: QueryField, texts: readonly string[]): string {
  const type = fieldTypes[field]
  if (type !== 'string' && type !== 'tags')
    throw invalid(`${field} is not a text, it cannot start with something.`)
  const [prefix = ''] = texts
  if (texts.length > 1) throw invalid(`${field}[start_with] takes one text.`)
  if ([...prefix].length < START_WITH_MINIMUM) {
    throw invalid(`${field}[start_with] needs at least ${START_WITH_MINIMUM} characters.`)
  }
  return prefix
}

/** ISO 8601, seconds since 1970, or whatever else JavaScript takes for a date: the official SDK sends that. */
function readDate(field: QueryField, text: string): number {
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text)
  if (Number.isNaN(ms)) throw invalid(`${field} must be a date: ISO 8601, or seconds since 1970.`)
  return ms
}
