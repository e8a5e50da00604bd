import type { CubeClient } from '../client/CubeClient.ts'
import { isSameScope, type Scope } from '../session/scope.ts'
import type { CubeUser } from '../wire/user.ts'
import { scopedMemory } from './scopedMemory.ts'

/**
 * What has been seen of users, in memory, on behalf of whoever is signed in. Forgotten the moment that changes.
 *
 * @internal
 */
export interface KnownUsers {
  /** Files users that an answer held. Ignored unless `scope`, for whom was asked, is the present one. */
  readonly see: (users: readonly CubeUser[], scope: Scope) => void
  /** The newest that was seen of a user, and when. */
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

/** By id, the longest ago first. */
interface Memory {
  readonly seen: Map<number, SeenUser>
  readonly missingSince: Map<number, number>
  /** Everybody seen, as long as nobody else is. */
  list: readonly CubeUser[] | null
}

const memoryOf = scopedMemory((): Memory => ({ seen: new Map(), missingSince: new Map(), list: null }))
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
  const listeners = new Set<(users: readonly CubeUser[]) => void>()
  let own = client.getSession().user

  const see: KnownUsers['see'] = (users, scope) => {
    if (!isSameScope(scope, client.scope())) return
    const memory = memoryOf(client)
    const { seen, missingSince } = memory
    const seenAt = Date.now()
    const filed = users.filter((user) => {
      const before = seen.get(user.id)
      if (before && isNewer(before.user, user)) return false
      setLast(seen, user.id, { user, seenAt })
      missingSince.delete(user.id)
      return true
    })
    if (filed.length === 0) return
    memory.list = null
    for (const listener of listeners) listener(filed)
  }

  client.subscribe(() => {
    const { user } = client.getSession()
    if (user === own) return
    own = user
    // An update of oneself shows wherever one has been seen.
    if (user && memoryOf(client).seen.has(user.id)) see([user], client.scope())
  })

  return {
    see,
    find: (id) => memoryOf(client).seen.get(id) ?? null,
    isMissing(id) {
      const since = memoryOf(client).missingSince.get(id)
      return since !== undefined && Math.abs(Date.now() - since) < missingMs
    },
    noteMissing(ids, scope) {
      if (!isSameScope(scope, client.scope())) return
      const memory = memoryOf(client)
      for (const id of ids) {
        setLast(memory.missingSince, id, Date.now())
        if (memory.seen.delete(id)) memory.list = null
      }
    },
    all() {
      const memory = memoryOf(client)
      return (memory.list ??= [...memory.seen.values()].map(({ user }) => user).toReversed())
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

/** Puts an entry behind all others, and lets the first go when there are too many. */
function setLast<T>(entries: Map<number, T>, id: number, value: T): void {
  entries.delete(id)
  entries.set(id, value)
  const [first] = entries.keys()
  if (entries.size > mostKnown && first !== undefined) entries.delete(first)
}
