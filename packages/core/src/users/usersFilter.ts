import { CubeError } from '../errors/CubeError.ts'
import type { QueryParams } from '../transport/params.ts'

/** Finds by one value, by a list of values, or by how a text begins (four characters or more). */
type TextMatch = string | { readonly in: readonly string[] } | { readonly start_with: string }
type IdMatch = number | { readonly in: readonly number[] }

/** Fields that can stand alone: a filter needs at least one of them. */
interface Matches {
  id: IdMatch
  login: TextMatch
  email: TextMatch
  full_name: TextMatch
  phone: TextMatch
  external_id: TextMatch
  facebook_id: TextMatch
  twitter_id: TextMatch
  user_tags: TextMatch
}

/** Values that must not match, beside a field that does. */
type Exclusions = {
  readonly [Field in keyof Matches]?: { readonly nin: readonly (Field extends 'id' ? number : string)[] }
}

/** A moment, or a span of time. */
type DateMatch = Date | { readonly gt?: Date; readonly gte?: Date; readonly lt?: Date; readonly lte?: Date }

/** What narrows, sorts and pages a filter. */
interface Refinements {
  created_at?: DateMatch
  updated_at?: DateMatch
  last_request_at?: DateMatch
  /** Sorts by this field, ascending. */
  sort_asc?: SortField
  /** Sorts by this field, descending. */
  sort_desc?: SortField
  /** How many users at most: 1 to 100, by default 100; `start_with` gives 5 at most. */
  limit?: number
  /** How many to skip. */
  offset?: number
}

type SortField = keyof Matches | 'created_at' | 'updated_at' | 'last_request_at'

/** Requires one of the fields and allows the others, to match or to exclude. */
type AtLeastOne = {
  [Field in keyof Matches]: { readonly [Key in Field]: Matches[Key] } & {
    readonly [Other in Exclude<keyof Matches, Field>]?: Matches[Other] | Exclusions[Other]
  }
}[keyof Matches]

/**
 * Which users to find: at least one field that matches, and what narrows it.
 *
 * @example
 * const filter: UsersFilter = { full_name: { start_with: 'Hunt' }, id: { nin: [68647] } }
 *
 * Source: ConnectyCube server API, "Retrieve users V2", request rules.
 */
export type UsersFilter = AtLeastOne & Readonly<Refinements>

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
] as const satisfies readonly (keyof Matches)[]

const shortestStart = 4
const largestLimit = 100

/**
 * Checks a filter against the API's rules and gives its query parameters; `null` when it can match nobody.
 *
 * The API answers an empty list with everybody, so an empty list is never sent.
 *
 * @throws CubeError `invalid-argument` with a sentence about the rule that is broken.
 */
export function toUsersQuery(filter: UsersFilter): QueryParams | null {
  const { limit, offset } = filter
  let matches = 0
  for (const field of matchFields) {
    const match = filter[field]
    if (match === undefined) continue
    if (typeof match !== 'object') matches++
    else if ('in' in match) {
      if (match.in.length === 0) return null
      matches++
    } else if ('start_with' in match) {
      if (Array.from(match.start_with).length < shortestStart) {
        refuse(`${field}.start_with needs ${shortestStart} characters or more.`)
      }
      matches++
    }
  }
  if (matches === 0) refuse(`A filter needs one of these fields: ${matchFields.join(', ')}.`)
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1 && limit <= largestLimit)) {
    refuse(`limit must be a whole number from 1 to ${largestLimit}.`)
  }
  if (offset !== undefined && !(Number.isInteger(offset) && offset >= 0)) {
    refuse('offset must be a whole number, 0 or more.')
  }
  return { ...filter }
}

function refuse(message: string): never {
  throw new CubeError('invalid-argument', { message })
}
