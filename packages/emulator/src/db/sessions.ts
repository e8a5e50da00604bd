import { createToken, hashToken } from './tokens.ts'
import type { EmulatorSession } from './session.ts'

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
}

/** An empty sessions table. */
export function createSessions(): Sessions {
  const byHash = new Map<string, EmulatorSession>()
  let nextId = FIRST_ID
  const update = (session: EmulatorSession): void => {
    if (byHash.has(session.tokenHash)) byHash.set(session.tokenHash, session)
  }
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
      byHash.set(session.tokenHash, session)
      return { session, token }
    },
    findByToken: (token) => byHash.get(hashToken(token)),
    current: (session) => byHash.get(session.tokenHash),
    of: (userId) => [...byHash.values()].filter((session) => session.userId === userId),
    list: () => [...byHash.values()],
    update,
    remove: (session) => void byHash.delete(session.tokenHash),
    removeOf(userId) {
      for (const [hash, session] of byHash) if (session.userId === userId) byHash.delete(hash)
    },
    expire(now, which) {
      for (const session of byHash.values()) if (which(session)) update({ ...session, expiresAt: now })
    },
    sweep(now) {
      for (const [hash, session] of byHash) if (session.expiresAt <= now) byHash.delete(hash)
    },
    get nextId() {
      return nextId
    },
    reset() {
      // Ids go on counting: what was known of a session before a reset must not fit one made after it.
      byHash.clear()
    },
    save: () => ({ list: [...byHash.values()], nextId }),
    load(state) {
      byHash.clear()
      for (const session of state.list) byHash.set(session.tokenHash, session)
      nextId = Math.max(nextId, state.nextId)
    },
  }
}
