import type { CubeClient } from '../client/CubeClient.ts'
import { isSameScope, type Scope } from '../session/scope.ts'
import type { CubeUser } from '../wire/user.ts'

/**
 * What has been seen of users, in memory, on behalf of whoever is signed in. Forgotten the moment that changes.
 *
 * @internal
 */
export interface KnownUsers {
  /** Files users that an answer held. Ignored unless `scope`, for whom was asked, is the present one. */
  readonly see: (users: readonly CubeUser[], scope: Scope) => void
  /** The newest that was seen of a user, and when, in ms since 1970. */
  readonly find: (id: number) => SeenUser | null
  /** Whether this user was asked for, and was not there, in the last five minutes. */
  readonly isMissing: (id: number) => boolean
  /** Takes note that these users are not there. Ignored unless `scope` is the present one. */
  readonly noteMissing: (ids: readonly number[], scope: Scope) => void
  /** Everybody, the most recently seen first; the same list until somebody is seen. */
  readonly all: () => readonly CubeUser[]
  /**
   * Calls `listener` with those who were seen, each time.
   * @returns A function that ends it.
   */
  readonly subscribe: (listener: (users: readonly CubeUser[]) => void) => () => void
}

/** A user, and when the answer that held it arrived. */
export interface SeenUser {
  readonly user: CubeUser
  /** Ms since 1970. */
  readonly seenAt: number
}

const mostKnown = 2000
const missingMs = 5 * 60_000

const byClient = new WeakMap<CubeClient, KnownUsers>()

/**
 * The users that this client knows.
 *
 * @internal
 */
export function knownUsers(client: CubeClient): KnownUsers {
  const known = byClient.get(client) ?? createKnownUsers(client)
  byClient.set(client, known)
  return known
}

function createKnownUsers(client: CubeClient): KnownUsers {
  /** The least recently seen first. */
  const seen = new Map<number, SeenUser>()
  const missingSince = new Map<number, number>()
  const listeners = new Set<(users: readonly CubeUser[]) => void>()
  let scope = client.scope()
  let own = client.getSession().user
  let list: readonly CubeUser[] | null = null

  /** Whoever reads in a listener of the session may come before ours, so that every reading looks itself. */
  const keepApart = (): void => {
    const present = client.scope()
    if (present === scope) return
    const isOthers = !isSameScope(scope, present)
    scope = present
    if (!isOthers) return
    seen.clear()
    missingSince.clear()
    list = null
  }

  const file = (users: readonly CubeUser[]): void => {
    const seenAt = Date.now()
    const filed = users.filter((user) => {
      const before = seen.get(user.id)
      if (before && isNewer(before.user, user)) return false
      seen.delete(user.id)
      seen.set(user.id, { user, seenAt })
      missingSince.delete(user.id)
      return true
    })
    keepNewest(seen)
    if (filed.length === 0) return
    list = null
    for (const listener of [...listeners]) listener(filed)
  }

  client.subscribe(() => {
    keepApart()
    const { user } = client.getSession()
    if (user === own) return
    own = user
    // An update of oneself shows wherever one has been seen.
    if (user && seen.has(user.id)) file([user])
  })

  return {
    see(users, from) {
      keepApart()
      if (isSameScope(from, scope)) file(users)
    },
    find(id) {
      keepApart()
      return seen.get(id) ?? null
    },
    isMissing(id) {
      keepApart()
      const since = missingSince.get(id)
      return since !== undefined && Math.abs(Date.now() - since) < missingMs
    },
    noteMissing(ids, from) {
      keepApart()
      if (!isSameScope(from, scope)) return
      for (const id of ids) {
        missingSince.delete(id)
        missingSince.set(id, Date.now())
        if (seen.delete(id)) list = null
      }
      keepNewest(missingSince)
    },
    all() {
      keepApart()
      return (list ??= [...seen.values()].map(({ user }) => user).reverse())
    },
    subscribe(listener) {
      const entry: typeof listener = (users) => listener(users)
      listeners.add(entry)
      return () => void listeners.delete(entry)
    },
  }
}

/** Whether `a` was changed later than `b`. */
function isNewer(a: CubeUser, b: CubeUser): boolean {
  return (a.updated_at ?? '') > (b.updated_at ?? '')
}

function keepNewest(entries: Map<number, unknown>): void {
  for (const id of entries.keys()) {
    if (entries.size <= mostKnown) return
    entries.delete(id)
  }
}
