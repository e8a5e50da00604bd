import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import { type CubeQuery, cubeQuery } from '../query.ts'
import { isSameScope } from '../session/scope.ts'
import type { RequestOptions } from '../transport/request.ts'
import { checkFound, findNowIn } from './checkFound.ts'
import { foldText } from './foldText.ts'
import { inScope } from './inScope.ts'
import { mergeFound, nobody } from './mergeFound.ts'
import { knownSource } from './sources/knownSource.ts'
import { onlineSource } from './sources/onlineSource.ts'
import { recentSource } from './sources/recentSource.ts'
import { serverSource } from './sources/serverSource.ts'
import type { FoundUsers, UserSource } from './UserSource.ts'

/** Where to look for users, and for how many. */
export interface SearchOptions {
  /**
   * Where to look, the more important first. By default among the users seen so far and on the server; with an empty
   * text, among those chosen lately and those who are online.
   */
  readonly sources?: readonly UserSource[] | undefined
  /** How many users at most, by default 20. */
  readonly limit?: number | undefined
}

const defaultLimit = 20

const startingPoints: readonly UserSource[] = [recentSource, onlineSource]
const everywhere: readonly UserSource[] = [knownSource, serverSource]

/** Where to look for a text when nobody says; the same array each time. */
export function defaultSources(text: string): readonly UserSource[] {
  return foldText(text) === '' ? startingPoints : everywhere
}

/**
 * Finds users by a text that somebody types: a name or how it begins, a login, an e-mail address, a phone number, an id.
 *
 * All that the server has to be asked is asked at once: two requests for a name or an e-mail address, up to four for a
 * long number, none below four characters unless they are digits.
 *
 * Case, accents and width make no difference. Exact matches come first, then those whose full name, login or a later
 * word of the name begins with the text. Nobody else is in the answer, unless a source of your own finds them.
 *
 * @throws CubeError the codes of every request, when a source failed and the others found nobody or were not asked;
 * `aborted`.
 * @example
 * const { items, needsMoreCharacters } = await searchUsers(client, 'ada')
 *
 * Source: ConnectyCube server API, GET /users/v2.
 */
export async function searchUsers(
  client: CubeClient,
  text: string,
  { sources = defaultSources(text), limit = defaultLimit, ...options }: SearchOptions & RequestOptions = {},
): Promise<FoundUsers> {
  const signal = options.signal ?? new AbortController().signal
  return inScope(client, options, async (scope) => {
    const failures: unknown[] = []
    let answers = 0
    const context = { client, limit, signal }
    const asked = await Promise.all(
      sources.map(async (source) => {
        try {
          const answer = await source.find?.(text, context)
          if (answer) checkFound(answer, text)
          // Who was not asked, since the text is too short, has not answered.
          if (answer && !(answer.needsMoreCharacters && answer.items.length === 0)) answers++
          return answer
        } catch (error) {
          failures.push(error)
          return { ...nobody, mayHaveMore: true }
        }
      }),
    )
    if (signal.aborted) throw new CubeError('aborted')
    if (!isSameScope(scope, client.scope())) throw new CubeError('session-changed')
    if (failures.length > 0 && answers === 0) throw failures[0]
    // After the answers, which may tell that somebody is gone.
    const found = sources.map((source, at) => {
      try {
        return asked[at] ?? findNowIn(source, text, context) ?? nobody
      } catch (error) {
        failures.push(error)
        return { ...nobody, mayHaveMore: true }
      }
    })
    const merged = mergeFound(text, found, limit)
    // That nobody is called so can be said only if everybody has answered.
    if (failures.length > 0 && merged.items.length === 0) throw failures[0]
    return merged
  })
}

/**
 * The query options of {@link searchUsers}, for loaders and prefetching.
 *
 * @example
 * await queryClient.prefetchQuery(searchUsersQuery(client, 'alex'))
 */
export function searchUsersQuery(
  client: CubeClient,
  text: string,
  { sources = defaultSources(text), limit = defaultLimit }: SearchOptions = {},
): CubeQuery<FoundUsers> {
  const names = sources.map(({ name }) => name)
  // The text last: what comes before it says whether the answer to another text is of use for this one.
  return cubeQuery(client, ['users', 'search', names, limit, text.trim()], (options) =>
    searchUsers(client, text, { sources, limit, ...options }),
  )
}
