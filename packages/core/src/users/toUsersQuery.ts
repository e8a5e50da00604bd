import type { QueryParams } from '../transport/params.ts'
import { isWhole, readPaging } from './paging.ts'
import { readText } from './readText.ts'
import { refuse } from './refuse.ts'
import type { DateField, MatchField } from './usersFilter.ts'

const matchFields = [
  'id',
  'login',
  'email',
  'full_name',
  'phone',
  'external_id',
  'facebook_id',
  'twitter_id',
  'user_tags',
] as const satisfies readonly MatchField[]
const dateFields = ['created_at', 'updated_at', 'last_request_at'] as const satisfies readonly DateField[]
const fields: readonly string[] = [...matchFields, ...dateFields]
const names: readonly string[] = [...fields, 'sort_asc', 'sort_desc', 'limit', 'offset']
const bounds = ['gt', 'gte', 'lt', 'lte']

const shortestStart = 4
/** As many as an answer holds. An address of more would be too long for some servers. */
const longestList = 100

/**
 * Checks a filter against the API's rules and gives its query parameters; `null` when it can match nobody.
 *
 * An empty list leaves no trace in an address, where the query would then say something else: it is never sent. The
 * parameters have an order of their own, so that filters which say the same are asked, as they are cached, alike.
 *
 * @throws CubeError `invalid-argument` with a sentence about the rule that is broken.
 */
export function toUsersQuery(filter: unknown): QueryParams | null {
  const given = isGroup(filter) ? operators(filter) : refuse('A filter is an object of fields.')
  const unknown = Object.keys(given).find((name) => !names.includes(name))
  if (unknown !== undefined) refuse(`A filter has no ${unknown}. It has ${names.join(', ')}.`)
  const matches = matchFields
    .filter((field) => field in given)
    .map((field) => ({ field, ...readMatch(field, given[field]) }))
  if (matches.every(({ is, anyOf, start_with }) => (is ?? anyOf ?? start_with) === undefined)) {
    refuse(`A filter needs a value, in or start_with for one of ${matchFields.join(', ')}.`)
  }
  const dates = dateFields
    .filter((field) => field in given)
    .map((field) => [field, readDates(field, given[field])] as const)
  const sorting = ['sort_asc', 'sort_desc']
    .filter((name) => name in given)
    .map((name) => [name, readField(given[name])] as const)
  const paging = readPaging(given)
  if (matches.some(({ anyOf }) => anyOf?.length === 0)) return null
  return {
    ...Object.fromEntries(
      matches.map(({ field, is, anyOf, start_with, nin }) => [field, is ?? { in: anyOf, start_with, nin }]),
    ),
    ...Object.fromEntries([...dates, ...sorting]),
    ...paging,
  }
}

type Value = string | number

/** What one field has to be; what is not asked is `undefined`. */
interface Match {
  readonly is?: Value
  readonly anyOf?: readonly Value[] | undefined
  readonly start_with?: string | undefined
  readonly nin?: readonly Value[] | undefined
}

function readMatch(field: MatchField, match: unknown): Match {
  if (!isGroup(match)) return { is: readValue(field, match) }
  const { in: anyOf, start_with, nin, ...others } = operators(match)
  const isOne = (anyOf === undefined) !== (start_with === undefined)
  if (Object.keys(others).length > 0 || (!isOne && nin === undefined)) {
    refuse(`${field} is a value, or has in or start_with (one of them), and nin.`)
  }
  return {
    anyOf: anyOf === undefined ? undefined : readList(field, 'in', anyOf),
    start_with: start_with === undefined ? undefined : readStart(field, start_with),
    nin: nin === undefined ? undefined : readList(field, 'nin', nin),
  }
}

function readValue(field: MatchField, value: unknown): Value {
  if (field === 'id') {
    if (isWhole(value, 1)) return value
    refuse('An id is a whole number, 1 or more; several are { in: [] }.')
  }
  if (Array.isArray(value)) refuse(`${field} is a text; several are { in: [] }.`)
  return readText(field, value)
}

function readList(field: MatchField, operator: string, list: unknown): Value[] {
  if (!Array.isArray(list)) refuse(`${field}.${operator} is a list.`)
  const values = Array.from(new Set<unknown>(list), (value) => readValue(field, value))
  if (values.length <= longestList) return values
  refuse(`${field}.${operator} takes ${longestList} values. loadUsers takes any number of ids.`)
}

function readStart(field: MatchField, start: unknown): string {
  if (field === 'id') refuse('Ids do not begin with anything.')
  const text = String(readValue(field, start))
  // Counted in characters, of which an emoji is one.
  if (Array.from(text).length >= shortestStart) return text
  refuse(`${field}.start_with needs ${shortestStart} characters or more.`)
}

function readDates(field: DateField, match: unknown): Date | QueryParams {
  if (!isGroup(match)) return readDate(field, match)
  const given = operators(match)
  const asked = Object.keys(given)
  if (asked.length === 0 || asked.some((name) => !bounds.includes(name))) {
    refuse(`${field} is a Date, or has gt, gte, lt or lte.`)
  }
  return Object.fromEntries(asked.map((bound) => [bound, readDate(field, given[bound])]))
}

function readDate(field: DateField, value: unknown): Date {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value
  refuse(`${field} is compared with Dates that are valid.`)
}

function readField(name: unknown): string {
  const field = fields.find((known) => known === name)
  return field ?? refuse(`Users are sorted by ${fields.join(', ')}.`)
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

/** What is really given: `undefined` says nothing. */
function operators(group: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(group).filter(([, value]) => value !== undefined))
}
