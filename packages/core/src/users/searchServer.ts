import type { CubeClient } from '../client/CubeClient.ts'
import { isCubeError } from '../errors/CubeError.ts'
import type { Scope } from '../session/scope.ts'
import type { CubeUser } from '../wire/user.ts'
import { forgetAnswersWith, recallAll, recallFresh, rememberAll } from './completeAnswers.ts'
import { getUsers, type UsersPage } from './getUsers.ts'
import { inScope } from './inScope.ts'
import { knownUsers } from './knownUsers.ts'
import { findAmong, toFound } from './mergeFound.ts'
import { planSearch, type PrefixField, toAsked } from './planSearch.ts'
import type { FindContext, FindNowContext, FoundUsers } from './UserSource.ts'
import type { UsersFilter } from './usersFilter.ts'

/** The server gives no more for a prefix. */
const mostByPrefix = 5

/** Of whom the server is asked; everybody, if nothing is said. */
export interface Among {
  readonly user_tags?: { readonly in: readonly string[] }
}

/**
 * Asks the server whom a text means: all questions of the plan side by side, less those whose answer is known from a
 * shorter text. If some fail, the others' answers count.
 */
export async function searchServer(
  text: string,
  { client, limit, signal }: FindContext,
  among: Among = {},
): Promise<FoundUsers> {
  const asked = toAsked(text)
  const { prefixes, exact } = planSearch(asked)
  return inScope(client, { signal }, async (scope) => {
    const options = { signal, scope }
    const byPrefix = prefixes.map(async (field): Promise<FoundUsers> => {
      const known = recall(client, recallFresh, field, withoutLast(asked), among)
      if (known) return toFound(known)
      const turn = knownUsers(client).takeTurn()
      const page = await getUsers(client, { ...among, ...startingWith(field, asked) }, options)
      const mayHaveMore = page.items.length >= mostByPrefix || page.total_entries > page.items.length
      if (!mayHaveMore) {
        rememberAll(client, scope, questionOf(field, asked, among), page.items)
        if (!among.user_tags) forgetOthers(client, scope, field, asked, page.items, turn)
      }
      // In the server's order five logins in capitals may come before the very one, which belongs first.
      const isBehind =
        mayHaveMore && field === 'login' && page.items.every(({ login }) => (login ?? '') < asked)
      const itself = isBehind ? await allOf(client, { ...among, login: asked }, options) : []
      return { ...toFound(page.items.concat(itself)), mayHaveMore }
    })
    const byValue = exact.map(async (filter) =>
      toFound(await allOf(client, { ...among, ...filter }, options)),
    )
    const found = inOrder(text, await whatSucceeds([...byPrefix, ...byValue]), limit)
    // Of a short number, nobody was asked who has a longer one.
    return { ...found, needsMoreCharacters: prefixes.length === 0 && found.items.length === 0 }
  })
}

/** Among equals by id, as those who are known already: nobody jumps in the list once the answer is here. */
function inOrder(text: string, answers: readonly FoundUsers[], limit: number): FoundUsers {
  const items = answers.flatMap((answer) => answer.items).toSorted((a, b) => a.id - b.id)
  const mayHaveMore = answers.some((answer) => answer.mayHaveMore)
  return findAmong(text, items, limit, mayHaveMore)
}

async function allOf(
  client: CubeClient,
  filter: UsersFilter,
  options: { signal: AbortSignal; scope: Scope },
): Promise<UsersPage['items']> {
  return (await getUsers(client, filter, options)).items
}

/** Whom {@link searchServer} is known to find, without asking. */
export function recallSearch(text: string, { client, limit }: FindNowContext, among: Among = {}): FoundUsers {
  const asked = toAsked(text)
  const known = planSearch(asked).prefixes.map(
    (field) => recall(client, recallAll, field, asked, among) ?? [],
  )
  return inOrder(text, known.map(toFound), limit)
}

/** Those that succeed. Fails when none does, or when the asking was over. */
async function whatSucceeds(asked: readonly Promise<FoundUsers>[]): Promise<FoundUsers[]> {
  const results = await Promise.allSettled(asked)
  const failures = results
    .filter((result) => result.status === 'rejected')
    .map(({ reason }): unknown => reason)
  const end = failures.find(
    (reason) => isCubeError(reason, 'aborted') || isCubeError(reason, 'session-changed'),
  )
  if (end) throw end
  if (failures.length > 0 && failures.length === results.length) throw failures[0]
  const found = results.filter((result) => result.status === 'fulfilled').map(({ value }) => value)
  // Whom the others would have found, nobody knows.
  return failures.length > 0 ? [...found, { ...toFound([]), mayHaveMore: true }] : found
}

/** Sorted, so that an exact match is among the five. */
function startingWith(field: PrefixField, text: string): UsersFilter {
  return field === 'login'
    ? { login: { start_with: text }, sort_asc: 'login' }
    : { full_name: { start_with: text }, sort_asc: 'full_name' }
}

/** As the server compares: case makes no difference. */
function questionOf(field: PrefixField, text: string, among: Among): string {
  return JSON.stringify([field, text.toLowerCase(), among])
}

/** Everybody whose field begins with this text or with a shorter one, if that is known of all. */
function recall(
  client: CubeClient,
  from: typeof recallAll,
  field: PrefixField,
  text: string,
  among: Among,
): readonly CubeUser[] | null {
  const characters = Array.from(text)
  const known = knownUsers(client)
  for (let length = characters.length; length > 0; length--) {
    const users = from(client, questionOf(field, characters.slice(0, length).join(''), among))
    // As they are by now, less those who are gone.
    if (users)
      return users.filter(({ id }) => !known.isMissing(id)).map((user) => known.find(user.id)?.user ?? user)
  }
  return null
}

/** Of the very same text the server is asked again: somebody wants to know anew. */
function withoutLast(text: string): string {
  return Array.from(text).slice(0, -1).join('')
}

/** Those who are known to begin so, and of whom an answer that holds all of these does not tell, are gone or renamed. */
function forgetOthers(
  client: CubeClient,
  scope: Scope,
  field: PrefixField,
  text: string,
  found: readonly CubeUser[],
  turn: number,
): void {
  const known = knownUsers(client)
  const ids = new Set(found.map(({ id }) => id))
  const others = known
    .all()
    .filter((user) => !ids.has(user.id) && user[field]?.toLowerCase().startsWith(text.toLowerCase()))
    .map(({ id }) => id)
  known.forget(others, scope, turn)
  forgetAnswersWith(
    client,
    others.filter((id) => !known.find(id)),
  )
}
