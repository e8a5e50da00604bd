import type { CubeClient } from '../../client/CubeClient.ts'
import type { PagePlace } from '../../query.ts'
import type { Scope } from '../../session/scope.ts'
import type { CubeUser } from '../../wire/user.ts'
import { inScope } from '../inScope.ts'
import { scopedMemory } from '../../client/scopedMemory.ts'

/** One page of a list, and where the next one begins; `null` at the end. */
export interface ListPage {
  readonly items: readonly CubeUser[]
  readonly next: PagePlace | null
}

/** What has been read of a list so far. */
interface Reading {
  readonly users: readonly CubeUser[]
  readonly next: PagePlace | null
  readonly pages: number
  /** When it began, in ms since 1970. */
  readonly since: number
}

const freshMs = 30_000
/** The API gives no more at once. */
const pageLength = 100

/** The same each time, as lists are prepared for searching. */
const nobody: readonly CubeUser[] = []

/** By name of the list. */
const readingsOf = scopedMemory((): Map<string, Reading> => new Map())

/**
 * Reads the pages that `count` users take, each user once. What has been read in the last thirty seconds is not read
 * again, however many times somebody wants more.
 */
export function readOn(
  client: CubeClient,
  name: string,
  count: number,
  readPage: (place: PagePlace, scope: Scope) => Promise<ListPage>,
  signal: AbortSignal,
): Promise<{ readonly users: readonly CubeUser[]; readonly isAll: boolean }> {
  return inScope(client, { signal }, async (scope) => {
    const readings = readingsOf(client)
    const before = readings.get(name)
    const isFresh = before && Math.abs(Date.now() - before.since) < freshMs
    let reading: Reading = isFresh
      ? before
      : { users: [], next: { offset: 0, after: null }, pages: 0, since: Date.now() }
    while (reading.next && reading.pages < Math.max(count / pageLength, 1)) {
      const page = await readPage(reading.next, scope)
      const known = new Set(reading.users.map(({ id }) => id))
      const news = page.items.filter(({ id }) => !known.has(id))
      // A page without anybody new is the last: some servers have no end.
      const next = news.length > 0 ? page.next : null
      reading = { ...reading, users: reading.users.concat(news), next, pages: reading.pages + 1 }
      readings.set(name, reading)
    }
    return { users: reading.users, isAll: reading.next === null }
  })
}

/** What has been read of a list, however long ago. */
export function recallRead(client: CubeClient, name: string): readonly CubeUser[] {
  return readingsOf(client).get(name)?.users ?? nobody
}
