import { changesOf, type TableChanges } from './changes.ts'
import { createToken, hashToken } from './tokens.ts'
import type { EmulatorSession } from './session.ts'
import type { Watch } from './watch.ts'

/** A session lives this long after its last successful request. */
export const SESSION_LIFETIME_MS: number = 2 * 60 * 60_000

const FIRST_ID = 500_001

/** What a new session is for. */
export interface NewSession {
  readonly applicationId: number
  readonly userId: number | null
  readonly nonce: number | string | null
  readonly ts: number
  readonly userAgent: string | null
  readonly webTokenHash?: string
  readonly now: number
}

/** The sessions table. */
export interface Sessions {
  /** Makes a session and its token. The token is given out here, once, and not kept. */
  create(details: NewSession): { session: EmulatorSession; token: string }
  findByToken(token: string): EmulatorSession | undefined
  /** A session as it is now; `undefined` when it has ended meanwhile. */
  current(session: EmulatorSession): EmulatorSession | undefined
  of(userId: number): readonly EmulatorSession[]
  list(): readonly EmulatorSession[]
  /** Writes a session back; one that was removed meanwhile stays removed. */
  update(session: EmulatorSession): void
  remove(session: EmulatorSession): void
  removeOf(userId: number): void
  expire(now: number, which: (session: EmulatorSession) => boolean): void
  sweep(now: number): void
  /** The id the next session will get; ids only grow. */
  readonly nextId: number
  reset(): void
  save(): { list: EmulatorSession[]; nextId: number }
  load(state: { readonly list: readonly EmulatorSession[]; readonly nextId: number }): void
  /** What has changed since it was last asked; `null` when nothing has. */
  takeChanges(): TableChanges<EmulatorSession, string> | null
  apply(changes: TableChanges<EmulatorSession, string>): void
}

/** An empty sessions table. */
export function createSessions(watch: Watch): Sessions {
  const byHash = new Map<string, EmulatorSession>()
  const byUser = new Map<number, Set<string>>()
  const touched = watch.table<string>()
  let nextId = FIRST_ID
  /** No session ends before. It lets most requests do without looking for sessions that have ended. */
  let firstEnd = Infinity

  function put(session: EmulatorSession): void {
    const { tokenHash, userId, expiresAt } = session
    touched.note(tokenHash)
    const before = byHash.get(tokenHash)
    if (before !== undefined && before.userId !== userId) forget(before)
    byHash.set(tokenHash, session)
    firstEnd = Math.min(firstEnd, expiresAt)
    if (userId === null) return
    const own = byUser.get(userId)
    if (own === undefined) byUser.set(userId, new Set([tokenHash]))
    else own.add(tokenHash)
  }
  /** Takes a session out of its user's. */
  function forget({ tokenHash, userId }: EmulatorSession): void {
    if (userId === null) return
    const own = byUser.get(userId)
    own?.delete(tokenHash)
    if (own?.size === 0) byUser.delete(userId)
  }
  function update(session: EmulatorSession): void {
    if (byHash.has(session.tokenHash)) put(session)
  }
  function remove(session: EmulatorSession): void {
    const present = byHash.get(session.tokenHash)
    if (present === undefined) return
    touched.note(present.tokenHash)
    forget(present)
    byHash.delete(present.tokenHash)
  }
  function clear(): void {
    byHash.clear()
    byUser.clear()
    firstEnd = Infinity
    watch.replaced()
  }
  const of = (userId: number): EmulatorSession[] =>
    Array.from(byUser.get(userId) ?? [], (hash) => byHash.get(hash)).filter(
      (session) => session !== undefined,
    )

  return {
    create({ now, ...details }) {
      const token = createToken()
      const session: EmulatorSession = {
        ...details,
        id: nextId++,
        tokenHash: hashToken(token),
        createdAt: now,
        updatedAt: now,
        expiresAt: now + SESSION_LIFETIME_MS,
      }
      put(session)
      return { session, token }
    },
    findByToken: (token) => byHash.get(hashToken(token)),
    current: (session) => byHash.get(session.tokenHash),
    of,
    list: () => [...byHash.values()],
    update,
    remove,
    removeOf(userId) {
      for (const session of of(userId)) remove(session)
    },
    expire(now, which) {
      for (const session of byHash.values()) if (which(session)) update({ ...session, expiresAt: now })
    },
    sweep(now) {
      if (firstEnd > now) return
      firstEnd = Infinity
      for (const session of byHash.values()) {
        if (session.expiresAt <= now) remove(session)
        else firstEnd = Math.min(firstEnd, session.expiresAt)
      }
    },
    get nextId() {
      return nextId
    },
    reset() {
      // Ids go on counting: what was known of a session before a reset must not fit one made after it.
      clear()
    },
    save: () => ({ list: [...byHash.values()], nextId }),
    load(state) {
      clear()
      for (const session of state.list) put(session)
      nextId = Math.max(nextId, state.nextId)
    },
    takeChanges: () => changesOf(touched.take(), (hash) => byHash.get(hash), nextId),
    apply(changes) {
      for (const hash of changes.removed) {
        const session = byHash.get(hash)
        if (session !== undefined) remove(session)
      }
      changes.put.forEach(put)
      nextId = Math.max(nextId, changes.nextId)
    },
  }
}
