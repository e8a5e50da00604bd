import type { CubeClient } from '../client/CubeClient.ts'
import { isSameScope, type Scope } from '../session/scope.ts'
import type { CubeUser } from '../wire/user.ts'
import { scopedMemory } from '../client/scopedMemory.ts'

/**
 * What has been seen of users, in memory, on behalf of whoever is signed in. Forgotten the moment that changes.
 *
 * @internal
 */
export interface KnownUsers {
  /** To be taken before a request is sent: answers overtake each other, and what was asked later knows better. */
  readonly takeTurn: () => number
  /**
   * Files users that an answer held, unless what is known of them is newer. Ignored unless `scope`, for whom was asked,
   * is the present one.
   */
  readonly see: (users: readonly CubeUser[], scope: Scope, turn?: number) => void
  /** The newest that was seen of a user, and when. Oneself is known from the session. */
  readonly find: (id: number) => SeenUser | null
  /** Whether this user was asked for, and was not there, in the last thirty seconds. */
  readonly isMissing: (id: number) => boolean
  /** Takes note that these users are not there, unless they have been seen since. Ignored as by `see`. */
  readonly noteMissing: (ids: readonly number[], scope: Scope, turn?: number) => void
  /** Takes note that these users are not as they were known, if at all, unless they have been seen since. */
  readonly forget: (ids: readonly number[], scope: Scope, turn: number) => void
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
/** As long as an answer counts as fresh. */
const missingMs = 30_000

/** By id, the longest ago first. */
interface Memory {
  readonly seen: Map<number, SeenUser & { readonly turn: number }>
  readonly missing: Map<number, { readonly since: number; readonly turn: number }>
  /** Everybody seen, as long as nobody else is. */
  list: readonly CubeUser[] | null
}

const memoryOf = scopedMemory((): Memory => ({ seen: new Map(), missing: new Map(), list: null }))
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
  let session = client.getSession()
  /** When the session told of its user; `0` when that may be long ago. */
  let ownSince = 0
  let turns = 0
  const takeTurn = (): number => ++turns

  const see: KnownUsers['see'] = (users, scope, turn = takeTurn()) => {
    if (!isSameScope(scope, client.scope())) return
    const memory = memoryOf(client)
    const { seen, missing } = memory
    const seenAt = Date.now()
    const filed = users.filter((user) => {
      const before = seen.get(user.id)
      if (before && isNewer(before, { user, turn })) return false
      if ((missing.get(user.id)?.turn ?? 0) > turn) return false
      setLast(seen, user.id, { user, seenAt, turn })
      missing.delete(user.id)
      return true
    })
    if (filed.length === 0) return
    memory.list = null
    for (const listener of listeners) listener(filed)
  }

  client.subscribe(() => {
    const before = session
    session = client.getSession()
    const { user } = session
    if (user === before.user) return
    ownSince = before.status === 'loading' ? 0 : Date.now()
    // An update of oneself shows wherever one has been seen.
    if (user && memoryOf(client).seen.has(user.id)) see([user], client.scope())
  })

  const drop = (ids: readonly number[], scope: Scope, turn: number): readonly number[] => {
    if (!isSameScope(scope, client.scope())) return []
    const memory = memoryOf(client)
    const dropped = ids.filter((id) => (memory.seen.get(id)?.turn ?? 0) <= turn)
    for (const id of dropped) if (memory.seen.delete(id)) memory.list = null
    return dropped
  }

  return {
    takeTurn,
    see,
    find(id) {
      const { user } = client.getSession()
      const own = user?.id === id ? { user, seenAt: ownSince } : null
      return memoryOf(client).seen.get(id) ?? own
    },
    isMissing(id) {
      const since = memoryOf(client).missing.get(id)?.since
      return since !== undefined && Math.abs(Date.now() - since) < missingMs
    },
    noteMissing(ids, scope, turn = takeTurn()) {
      for (const id of drop(ids, scope, turn)) {
        setLast(memoryOf(client).missing, id, { since: Date.now(), turn })
      }
    },
    forget: (ids, scope, turn) => void drop(ids, scope, turn),
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

/** One version of a user, and the turn of the request that told of it. */
interface Version {
  readonly user: CubeUser
  readonly turn: number
}

/** Whether `a` is the later version. The server's times are whole seconds. */
function isNewer(a: Version, b: Version): boolean {
  const [one, other] = [a.user.updated_at ?? '', b.user.updated_at ?? '']
  return one === other ? a.turn > b.turn : one > other
}

/** Puts an entry behind all others, and lets the first go when there are too many. */
function setLast<T>(entries: Map<number, T>, id: number, value: T): void {
  entries.delete(id)
  entries.set(id, value)
  const [first] = entries.keys()
  if (entries.size > mostKnown && first !== undefined) entries.delete(first)
}
