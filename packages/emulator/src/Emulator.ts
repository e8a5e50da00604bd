import type { ControlledClock } from './clock.ts'
import type { Blobs } from './db/blobs.ts'
import type { EmulatorSnapshot } from './db/database.ts'
import type { SeededPerson } from './db/seed/SeedUser.ts'
import type { Sessions } from './db/sessions.ts'
import type { Users } from './db/users.ts'
import type { Faults } from './faults.ts'
import type { LogEntry } from './journal.ts'
import type { OutboxMail } from './outbox.ts'

/** A ConnectyCube API of your own, and the strings to pull on it. */
export interface Emulator {
  /**
   * Answers a request as the API would. It is bound, takes what `fetch` takes, and honours
   * `init.signal`, so that it can be passed wherever a `fetch` is asked for.
   *
   * @throws `TypeError` when a fault cuts the network; the signal's reason when it is aborted.
   */
  fetch(this: void, input: Request | URL | string, init?: RequestInit): Promise<Response>
  /** What a client needs to talk to this emulator: spread it into `createCubeClient`. */
  readonly clientOptions: {
    readonly appId: number
    readonly apiUrl: string
    readonly fetch: Emulator['fetch']
  }
  /** The application's keys: pass them to `localSigner`. */
  readonly keys: { readonly authKey: string; readonly authSecret: string }
  /**
   * What the controls under `/__emulator/` ask for, in the header `Emulator-Control-Token`: they do over HTTP
   * what the rest of this object does.
   */
  readonly controlToken: string
  /** The seeded people one can sign in as, with their passwords. Invented, so they may be shown. */
  readonly people: readonly SeededPerson[]
  /** The emulator's time, which can be moved. */
  readonly clock: ControlledClock
  /** What goes wrong, to order. */
  readonly faults: Faults
  /** The journal of requests, oldest first, without secrets. It is one living list: copy it to keep it. */
  readonly log: readonly LogEntry[]
  /** The e-mails it would have sent, oldest first: a living list too. */
  readonly outbox: readonly OutboxMail[]
  /** What the emulator knows, to read. */
  readonly db: EmulatorDatabase
  /** Ends sessions as if their time had run out: one, a user's, or without an argument all of them. */
  expireSessions(which?: { readonly userId?: number; readonly sessionId?: number }): void
  /** Back to the seeded people: no sessions, no journal, no mails, no faults, the clock unmoved. */
  reset(): void
  /** The state as JSON, without tokens and without passwords in clear. */
  snapshot(): EmulatorSnapshot
  /**
   * Brings a state back.
   *
   * @throws `Error` when the snapshot was taken from an emulator with other seeded people.
   */
  restore(snapshot: EmulatorSnapshot): void
  /**
   * Calls `listener` after each request and each control that was pulled.
   *
   * @returns A function that ends the subscription.
   */
  subscribe(listener: () => void): () => void
}

/** An emulator behind a server of its own. */
export interface ServedEmulator extends Emulator {
  /**
   * Answers a request as it goes over the wire. `fetch` also does what a browser does with the answer: it
   * keeps back those that a page may not read.
   */
  answer(this: void, request: Request): Promise<Response>
}

/** The tables of an emulator, to read. */
export interface EmulatorDatabase {
  readonly users: Pick<Users, 'size' | 'get' | 'findByLogin' | 'findByEmail' | 'list' | 'seededPassword'>
  readonly sessions: Pick<Sessions, 'list'>
  readonly blobs: Pick<Blobs, 'size' | 'get' | 'findByUid' | 'list'>
}
