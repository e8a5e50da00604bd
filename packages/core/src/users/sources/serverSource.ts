import type { CubeClient } from '../../client/CubeClient.ts'
import { isCubeError } from '../../errors/CubeError.ts'
import { isSameScope, type Scope } from '../../session/scope.ts'
import type { CubeUser } from '../../wire/user.ts'
import { getUsers } from '../getUsers.ts'
import { inScope } from '../inScope.ts'
import { mergeFound, nobody } from '../mergeFound.ts'
import { planSearch, type PrefixField } from '../planSearch.ts'
import { scopedMemory } from '../scopedMemory.ts'
import type { FoundUsers, UserSource } from '../UserSource.ts'
import type { UsersFilter } from '../usersFilter.ts'

/** The server gives no more for a prefix. */
const mostByPrefix = 5
const freshMs = 30_000
const mostRemembered = 100

/**
 * Answers that held everybody whose field begins so, by field and prefix, the oldest first: whoever types on is looked
 * for among them.
 */
const completeOf = scopedMemory(
  (): Map<string, { readonly users: readonly CubeUser[]; readonly at: number }> => new Map(),
)

/**
 * Finds users on the server: by how full name and login begin, from four characters on, and by e-mail address, phone
 * number, id and external id as the text looks. All requests for one text run side by side, and none is sent whose
 * answer is known from a shorter text.
 *
 * Source: ConnectyCube server API, GET /users/v2.
 */
export const serverSource: UserSource = {
  name: 'server',
  findNow(text, { client, limit }) {
    const asked = text.trim()
    if (asked === '') return nobody
    const { prefixes, exact } = planSearch(asked)
    if (prefixes.length === 0 && exact.length === 0) return { ...nobody, needsMoreCharacters: true }
    const known = prefixes.map((field) => recall(client, field, asked) ?? [])
    return mergeFound(asked, known.map(toFound), limit)
  },
  async find(text, { client, limit, signal }) {
    const asked = text.trim()
    if (asked === '') return nobody
    const { prefixes, exact } = planSearch(asked)
    if (prefixes.length === 0 && exact.length === 0) return { ...nobody, needsMoreCharacters: true }
    return inScope(client, { signal }, async (scope) => {
      const byPrefix = prefixes.map(async (field): Promise<FoundUsers> => {
        const users = recall(client, field, asked)
        if (users) return toFound(users)
        const { items, total_entries } = await getUsers(client, prefixFilter(field, asked), { signal, scope })
        const mayHaveMore = items.length >= mostByPrefix || total_entries > items.length
        if (!mayHaveMore) remember(client, scope, field, asked, items)
        return { ...toFound(items), mayHaveMore }
      })
      const byValue = exact.map(async (filter) =>
        toFound((await getUsers(client, filter, { signal, scope })).items),
      )
      const found = mergeFound(asked, await whatSucceeds([...byPrefix, ...byValue]), limit)
      // To somebody with a short number there may be more than that number.
      const needsMoreCharacters = prefixes.length === 0 && found.items.length === 0
      return { ...found, needsMoreCharacters }
    })
  },
}

/** Those that succeed; fails when none does, or when the asking itself was over. */
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
  return results.filter((result) => result.status === 'fulfilled').map(({ value }) => value)
}

/** Sorted, so that an exact match is among the five. */
function prefixFilter(field: PrefixField, text: string): UsersFilter {
  const match = { start_with: text }
  return field === 'login' ? { login: match, sort_asc: 'login' } : { full_name: match, sort_asc: 'full_name' }
}

function toFound(users: readonly CubeUser[]): FoundUsers {
  return { items: users, needsMoreCharacters: false, mayHaveMore: false }
}

/** Everybody whose field begins with this or a shorter text, if that was answered in full lately. */
function recall(client: CubeClient, field: PrefixField, text: string): readonly CubeUser[] | null {
  const complete = completeOf(client)
  const characters = Array.from(text.toLowerCase())
  for (let length = characters.length; length > 0; length--) {
    const answer = complete.get(`${field} ${characters.slice(0, length).join('')}`)
    if (answer && Math.abs(Date.now() - answer.at) < freshMs) return answer.users
  }
  return null
}

function remember(
  client: CubeClient,
  scope: Scope,
  field: PrefixField,
  text: string,
  users: readonly CubeUser[],
): void {
  if (!isSameScope(scope, client.scope())) return
  const complete = completeOf(client)
  complete.set(`${field} ${text.toLowerCase()}`, { users, at: Date.now() })
  for (const key of complete.keys()) {
    if (complete.size <= mostRemembered) break
    complete.delete(key)
  }
}
