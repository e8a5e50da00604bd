import { createStore, type StoreApi } from 'zustand/vanilla'
import type { SessionRecord } from './record.ts'
import { emptyRecord } from './record.ts'
import type { CubeUser } from '../wire/user.ts'
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
  /** What shows of the user before the server has accepted it. In memory alone: it may never come true. */
  readonly previews: readonly Preview[]
}

/** A change of the user that is on its way, and in which epoch. */
export interface Preview {
  readonly epoch: number
  readonly show: (user: CubeUser) => CubeUser
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
    previews: [],
  }))
}

/** What an app sees before anything was read; also what a server renders. */
const loadingSession: Session = {
  status: 'loading',
  user: null,
  endReason: null,
  expiresAt: null,
  guestExpiresAt: null,
  isStale: false,
}

/**
 * What an app sees of a state. Holds no token.
 *
 * @param guestEnd When the server deletes a guest, ms since 1970 by this device's clock; `NaN` when it does not say.
 */
export function toSession(
  { phase, record, expiresAt, isStale, curtain, previews }: SessionState,
  guestEnd: (guest: CubeUser) => number,
): Session {
  const { identity, endReason } = record
  if (phase === 'booting' || curtain === 'loading') return loadingSession
  const untold = { expiresAt: null, guestExpiresAt: null, isStale: false }
  if (!identity || curtain) return { status: 'signed-out', user: null, endReason, ...untold }
  const { kind, token } = identity
  const user = previews.reduce(
    (shown, { epoch, show }) => (epoch === record.epoch ? show(shown) : shown),
    identity.user,
  )
  if (token === null) return { status: 'reauth-required', user, endReason: 'expired', ...untold }
  const guestExpiresAt = toDate(kind === 'guest' && guestEnd(user))
  return { status: kind, user, endReason: null, expiresAt: toDate(expiresAt), guestExpiresAt, isStale }
}

function toDate(ms: number | null | false): Date | null {
  return ms ? new Date(ms) : null
}
