import type { CubeClient } from '../client/CubeClient.ts'
import type { CubeUser } from '../wire/user.ts'

/** Whom a text finds. */
export interface FoundUsers {
  readonly items: readonly CubeUser[]
  /** The server was not asked, because the text is too short for it. */
  readonly needsMoreCharacters: boolean
  /** There may be others, whom a longer text would find. */
  readonly mayHaveMore: boolean
  /** The same text with a higher limit would find more. */
  readonly hasNextPage?: boolean
}

/**
 * Somewhere to find users: the server, a list in memory, an endpoint of your own. At least one of `findNow` and `find`.
 *
 * It may know more than texts show, such as who does what: whom it finds otherwise comes after those who match. Answers
 * that arrive when the text is another one by then count only as far as they match that.
 *
 * @example
 * const colleagues: UserSource = {
 *   name: 'colleagues',
 *   async find(text, { signal }) {
 *     const response = await fetch(`/api/colleagues?q=${encodeURIComponent(text)}`, { signal })
 *     const items = ((await response.json()) as unknown[]).map(parseUser)
 *     return { items, needsMoreCharacters: false, mayHaveMore: false }
 *   },
 * }
 */
export interface UserSource {
  /** Part of the query key: the same name, the same answers. */
  readonly name: string
  /** Answers at once, from what is in memory: called while rendering, at each key. Pure, fast. */
  readonly findNow?: (text: string, context: FindNowContext) => FoundUsers
  /** Asks somebody. Called when typing pauses. */
  readonly find?: (text: string, context: FindContext) => Promise<FoundUsers>
}

/** What a source that answers at once gets beside the text. */
export interface FindNowContext {
  readonly client: CubeClient
  /** How many users at most; `Infinity` for all. */
  readonly limit: number
}

/** What a source that asks somebody gets beside the text. */
export interface FindContext extends FindNowContext {
  readonly signal: AbortSignal
}
