import type { EmulatorBlob } from './blob.ts'
import { createBlobs, type Blobs } from './blobs.ts'
import type { DatabaseChanges } from './changes.ts'
import { createIdentities, type Identities } from './identities.ts'
import { createNonces, type Nonces } from './nonces.ts'
import type { Population } from './seed/seedPeople.ts'
import { createPasswordResets, type PasswordResets } from './passwordResets.ts'
import { createSessions, type Sessions } from './sessions.ts'
import type { EmulatorSession } from './session.ts'
import type { HashedPassword } from './passwords.ts'
import type { EmulatorUser } from './user.ts'
import { createUsers, type Users } from './users.ts'
import { createWatch } from './watch.ts'

/**
 * The emulator's whole state, as JSON: keep it anywhere, bring it back with `restore`.
 *
 * It holds no token (sessions are known by the hash of theirs) and no password in clear. The contents of
 * files are not in it either, but their hashes: an emulator that still has a content finds it again.
 */
export interface EmulatorSnapshot {
  readonly version: 2
  /** The seeded people this state grew from; it can be restored only where the same people live. */
  readonly fingerprint: string
  readonly clockOffsetMs: number
  readonly users: {
    /** Users that are not, or no longer, as they were seeded. */
    readonly changed: readonly EmulatorUser[]
    readonly deleted: readonly number[]
    readonly passwords: readonly (readonly [userId: number, password: HashedPassword])[]
    readonly nextId: number
  }
  readonly sessions: { readonly list: readonly EmulatorSession[]; readonly nextId: number }
  readonly nonces: readonly (readonly [timestamp: number, nonce: string])[]
  /** Who came through which provider. */
  readonly identities: readonly (readonly [identity: string, userId: number])[]
  readonly blobs: { readonly list: readonly EmulatorBlob[]; readonly nextId: number }
}

/** Everything the routes read and write. */
export interface Database {
  readonly users: Users
  readonly sessions: Sessions
  readonly nonces: Nonces
  readonly identities: Identities
  /** Links to choose a new password. They are in no snapshot. */
  readonly passwordResets: PasswordResets
  readonly blobs: Blobs
  /** Drops what time has ended: expired sessions, and guests older than a day with theirs. */
  sweep(now: number): void
  /** Back to the seeded people, without sessions. */
  reset(): void
  save(): Omit<EmulatorSnapshot, 'version' | 'fingerprint' | 'clockOffsetMs'>
  load(state: Omit<EmulatorSnapshot, 'version' | 'fingerprint' | 'clockOffsetMs'>): void
  /** From now on it remembers what changes. */
  watch(): void
  /** What has changed since it was last asked; `everything` when the whole state was replaced. */
  takeChanges(): DatabaseChanges | 'everything'
  apply(changes: DatabaseChanges): void
}

/** An in-memory database with a population in it. */
export function createDatabase(population: Population): Database {
  const watch = createWatch()
  const users = createUsers(population, watch)
  const sessions = createSessions(watch)
  const nonces = createNonces(watch)
  const identities = createIdentities(watch)
  const passwordResets = createPasswordResets()
  const blobs = createBlobs(
    population.files.map(({ blob }) => blob),
    watch,
  )
  return {
    users,
    sessions,
    nonces,
    identities,
    passwordResets,
    blobs,
    sweep(now) {
      sessions.sweep(now)
      for (const guest of users.sweepGuests(now)) sessions.removeOf(guest.id)
    },
    reset() {
      users.reset()
      sessions.reset()
      nonces.reset()
      identities.reset()
      passwordResets.reset()
      blobs.reset()
    },
    save: () => ({
      users: users.save(),
      sessions: sessions.save(),
      nonces: nonces.save(),
      identities: identities.save(),
      blobs: blobs.save(),
    }),
    load(state) {
      users.load(state.users)
      sessions.load(state.sessions)
      nonces.load(state.nonces)
      identities.load(state.identities)
      blobs.load(state.blobs)
    },
    watch: watch.start,
    takeChanges() {
      const changes = {
        users: users.takeChanges(),
        sessions: sessions.takeChanges(),
        blobs: blobs.takeChanges(),
        nonces: nonces.takeChanges(),
        identities: identities.takeChanges(),
      }
      if (watch.takeReplaced()) return 'everything'
      return Object.fromEntries(Object.entries(changes).filter(([, change]) => change !== null))
    },
    apply(changes) {
      if (changes.users !== undefined) users.apply(changes.users)
      if (changes.sessions !== undefined) sessions.apply(changes.sessions)
      if (changes.blobs !== undefined) blobs.apply(changes.blobs)
      if (changes.nonces !== undefined) nonces.apply(changes.nonces)
      if (changes.identities !== undefined) identities.apply(changes.identities)
    },
  }
}
