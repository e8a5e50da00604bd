import type { EmulatorSession } from '../db/session.ts'
import type { EmulatorUser } from '../db/user.ts'
import type { LogEntry } from '../journal.ts'
import type { OutboxMail } from '../outbox.ts'
import type { Controlled } from './Controlled.ts'
import { describeFaults, type DescribedFault } from './describeFaults.ts'

/** What of the state is asked for. */
export interface StateQuery {
  /** Only users whose id, login, e-mail or name contains this; all for ''. */
  readonly search: string
}

/** A user as the controls show them. */
export type DescribedUser = Pick<EmulatorUser, 'id' | 'login' | 'email' | 'full_name' | 'is_guest'> & {
  /** Only of seeded people, who are invented. */
  readonly password: string | null
}

/** A session as the controls show it: without its token, which nobody keeps. */
export type DescribedSession = Pick<EmulatorSession, 'id' | 'userId' | 'createdAt' | 'expiresAt'> & {
  readonly userName: string | null
}

/** What the dashboard shows. */
export interface DescribedState {
  readonly now: number
  readonly users: { readonly total: number; readonly shown: readonly DescribedUser[] }
  readonly sessions: { readonly total: number; readonly shown: readonly DescribedSession[] }
  /** The newest requests, newest first. */
  readonly log: readonly LogEntry[]
  readonly outbox: readonly OutboxMail[]
  readonly faults: readonly DescribedFault[]
}

const SHOWN = 50
const SHOWN_REQUESTS = 200

/** Puts together what the dashboard shows. */
export function describeState(controlled: Controlled, query: StateQuery): DescribedState {
  const { emulator, faults } = controlled
  const { db, clock } = emulator
  const now = clock.now()
  const live = db.sessions.list().filter(({ expiresAt }) => expiresAt > now)
  const describeUser = ({ id, login, email, full_name, is_guest }: EmulatorUser): DescribedUser => ({
    id,
    login,
    email,
    full_name,
    is_guest,
    password: db.users.seededPassword(id),
  })
  return {
    now,
    users: { total: db.users.size, shown: findUsers(db.users.list(), query.search).map(describeUser) },
    sessions: {
      total: live.length,
      shown: live
        .slice(-SHOWN)
        .toReversed()
        .map(({ id, userId, createdAt, expiresAt }) => {
          const user = userId === null ? undefined : db.users.get(userId)
          return { id, userId, createdAt, expiresAt, userName: user?.full_name ?? user?.login ?? null }
        }),
    },
    log: emulator.log.slice(-SHOWN_REQUESTS).toReversed(),
    outbox: emulator.outbox.slice(-SHOWN).toReversed(),
    faults: describeFaults(faults),
  }
}

/** The first users that fit, so that a hundred thousand of them cost no more than fifty where all fit. */
function findUsers(users: Iterable<EmulatorUser>, search: string): EmulatorUser[] {
  const wanted = search.trim().toLowerCase()
  const found: EmulatorUser[] = []
  for (const user of users) {
    const texts = [String(user.id), user.login, user.email, user.full_name]
    if (wanted !== '' && !texts.some((text) => text?.toLowerCase().includes(wanted))) continue
    found.push(user)
    if (found.length === SHOWN) break
  }
  return found
}
