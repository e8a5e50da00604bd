/** At least four characters, as far as a literal text shows it; of any other text it is asked when it is sent. */
type LongEnough<Start extends string> = string extends Start
  ? Start
  : Start extends `${infer _1}${infer _2}${infer _3}${infer _4}${string}`
    ? Start
    : never

/** One of these values, less those that are excluded. */
interface AnyOf<Value> {
  /** At most 100. */
  readonly in: readonly Value[]
  readonly nin?: readonly Value[] | undefined
  readonly start_with?: undefined
}

/** All that begin so, in upper or lower case. The API gives five of them at most. */
interface Beginning<Start extends string> {
  /** Four characters or more. */
  readonly start_with: Start & LongEnough<Start>
  readonly nin?: readonly string[] | undefined
  readonly in?: undefined
}

/** None of these values: beside a field that matches. */
interface NoneOf<Value> {
  /** At most 100. */
  readonly nin: readonly Value[]
  readonly in?: undefined
  readonly start_with?: undefined
}

type TextMatch<Start extends string> = string | AnyOf<string> | Beginning<Start>

/** Fields that can stand alone: a filter needs at least one of them. */
interface Matches<Start extends string> {
  id: number | AnyOf<number>
  login: TextMatch<Start>
  email: TextMatch<Start>
  full_name: TextMatch<Start>
  phone: TextMatch<Start>
  external_id: TextMatch<Start>
  facebook_id: TextMatch<Start>
  twitter_id: TextMatch<Start>
  /** Of a user's tags one has to match. */
  user_tags: TextMatch<Start>
}

/** A field that can stand alone. */
export type MatchField = keyof Matches<string>

/** A date of a user, which can only narrow a filter. */
export type DateField = 'created_at' | 'updated_at' | 'last_request_at'

type Bounds = Readonly<Record<'gt' | 'gte' | 'lt' | 'lte', Date>>

/** One bound or several. */
type Span = {
  [Bound in keyof Bounds]: Pick<Bounds, Bound> & { readonly [Other in keyof Bounds]?: Date | undefined }
}[keyof Bounds]

/** What narrows, sorts and pages a filter. */
type Refinements = {
  /** That moment, or a span of time. */
  readonly [Field in DateField]?: Date | Span | undefined
} & {
  /** Sorts by this field, ascending; before `sort_desc`, if both are given. */
  readonly sort_asc?: MatchField | DateField | undefined
  /** Sorts by this field, descending. */
  readonly sort_desc?: MatchField | DateField | undefined
  /** How many users an answer holds at most: 1 to 100, by default 100; with `start_with` it is 5. */
  readonly limit?: number | undefined
  /** How many to skip. */
  readonly offset?: number | undefined
}

/** Requires one of the fields and allows the others, to match or to exclude. */
type AtLeastOne<Start extends string> = {
  [Field in MatchField]: { readonly [Key in Field]: Matches<Start>[Key] } & {
    readonly [Other in Exclude<MatchField, Field>]?:
      | Matches<Start>[Other]
      | NoneOf<Other extends 'id' ? number : string>
      | undefined
  }
}[MatchField]

/**
 * Which users to find: at least one field that matches, and what narrows it. All of it must hold.
 *
 * A filter that is written where it is used is held to the rules by the compiler; `getUsers` checks them again.
 *
 * @typeParam Start The texts after `start_with`; inferred, so that ones that are too short are found early.
 * @example
 * const filter: UsersFilter = { full_name: { start_with: 'Hunt' }, id: { nin: [68647] } }
 *
 * Source: ConnectyCube server API, "Retrieve users V2", request rules.
 */
export type UsersFilter<Start extends string = string> = AtLeastOne<Start> & Refinements
