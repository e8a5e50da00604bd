import { createStore, type StoreApi } from 'zustand/vanilla'
import type { SessionRecord } from './record.ts'
import { emptyRecord } from './record.ts'
import type { Session } from './Session.ts'

/** What one client knows of its session at this moment. */
export interface SessionState {
  readonly phase: 'booting' | 'ready'
  readonly record: SessionRecord
  /** By this device's clock, ms since 1970. */
  readonly expiresAt: number | null
  readonly isStale: boolean
  /**
   * What the page shows instead, until it has looked: it slept, and in the meantime somebody else came, or nobody
   * is left.
   */
  readonly curtain: 'loading' | 'signed-out' | null
}

export type SessionStore = StoreApi<SessionState>

/** Makes the store in which a client keeps its view of the session. */
export function createSessionStore(): SessionStore {
  return createStore<SessionState>()(() => ({
    phase: 'booting',
    record: emptyRecord,
    expiresAt: null,
    isStale: false,
    curtain: null,
  }))
}

/** What an app sees before anything was read; also what a server renders. */
const loadingSession: Session = {
  status: 'loading',
  user: null,
  endReason: null,
  expiresAt: null,
  isStale: false,
}

/** What an app sees of a state. Holds no token. */
export function toSession({ phase, record, expiresAt, isStale, curtain }: SessionState): Session {
  const { identity, endReason } = record
  if (phase === 'booting' || curtain === 'loading') return loadingSession
  const untold = { expiresAt: null, isStale: false }
  if (!identity || curtain) return { status: 'signed-out', user: null, endReason, ...untold }
  const { user, kind, token } = identity
  if (token === null) return { status: 'reauth-required', user, endReason: 'expired', ...untold }
  const end = expiresAt === null ? null : new Date(expiresAt)
  return { status: kind, user, endReason: null, expiresAt: end, isStale }
}
