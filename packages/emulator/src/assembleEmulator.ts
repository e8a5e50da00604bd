import { createClock } from './clock.ts'
import { createDatabase, type EmulatorSnapshot } from './db/database.ts'
import { seedPeople } from './db/seed/seedPeople.ts'
import type { EmulatorSession } from './db/session.ts'
import type { Emulator } from './Emulator.ts'
import { createFaults } from './faults.ts'
import { createJournal } from './journal.ts'
import { settle, type EmulatorOptions } from './options.ts'
import { createOutbox } from './outbox.ts'
import { createApp } from './routes/createApp.ts'
import { apiPath } from './rules/apiPath.ts'
import { answerFault, pause } from './answerFault.ts'

/** Lets the state of an emulator live somewhere else too. */
export interface Persistence {
  /** Runs the handling of one request: bring the state up to date before it, keep it after it. */
  around(handle: () => Promise<Response>): Promise<Response>
  /** Somebody moved the clock, ended sessions, or brought another state in. */
  changed(): void
}

/** The state of an emulator, as a persistence reads and writes it. */
export interface EmulatorState {
  read(): EmulatorSnapshot
  /** @throws `Error` when the snapshot was taken from an emulator with other seeded people. */
  write(snapshot: EmulatorSnapshot): void
}

/** Puts the parts of an emulator together. */
export function assembleEmulator(
  options: EmulatorOptions,
  persist: (state: EmulatorState) => Persistence,
): Emulator {
  const settings = settle(options)
  const population = seedPeople(settings.users, settings.seed)
  const listeners = new Set<() => void>()
  const tell = (): void => {
    for (const listener of listeners) {
      try {
        listener()
      } catch (error) {
        // A listener's failure is its own: it is reported, and the request goes on.
        queueMicrotask(() => {
          throw error
        })
      }
    }
  }
  const clock = createClock(settings.clock)
  const db = createDatabase(population)
  const faults = createFaults(() => db.sessions.nextId, tell)
  const journal = createJournal()
  const outbox = createOutbox()
  const app = createApp({ settings, db, outbox, now: clock.now })

  const state: EmulatorState = {
    read: () => ({
      version: 1,
      fingerprint: population.fingerprint,
      clockOffsetMs: clock.offset,
      ...db.save(),
    }),
    write(snapshot) {
      if (snapshot.version !== 1 || snapshot.fingerprint !== population.fingerprint) {
        throw new Error('This snapshot was taken from an emulator with other seeded people.')
      }
      db.load(snapshot)
      clock.moveTo(snapshot.clockOffsetMs)
      tell()
    },
  }
  const persistence = persist(state)
  const changed = (): void => {
    persistence.changed()
    tell()
  }

  async function fetch(input: Request | URL | string, init?: RequestInit): Promise<Response> {
    const request = new Request(typeof input === 'string' ? new URL(input, settings.apiUrl) : input, init)
    const { method, signal } = request
    signal.throwIfAborted()
    const path = apiPath(request.url)
    const entry = journal.open(clock.now(), request, path)
    const refuses = (session: EmulatorSession): boolean => {
      const isRefused = faults.refuses(session.id, method, path)
      if (isRefused) entry.fault = 'rejectFreshTokens'
      return isRefused
    }
    try {
      if (settings.latencyMs > 0) await pause(settings.latencyMs, signal)
      const mishap = faults.take(method, path)
      entry.fault = mishap.fault?.kind ?? (mishap.delayMs > 0 ? 'delay' : null)
      const response = await answerFault(mishap, signal, () =>
        persistence.around(() => app.respond(request, { entry, refuses })),
      )
      signal.throwIfAborted()
      response.headers.set('Date', new Date(clock.now()).toUTCString())
      entry.status = response.status
      return response
    } finally {
      tell()
    }
  }

  return {
    fetch,
    clientOptions: { appId: settings.appId, apiUrl: settings.apiUrl, fetch },
    keys: { authKey: settings.authKey, authSecret: settings.authSecret },
    people: population.people,
    clock: {
      now: clock.now,
      advance(ms) {
        clock.moveTo(clock.offset + ms)
        changed()
      },
      set(time) {
        clock.moveTo(clock.offset + Number(time) - clock.now())
        changed()
      },
    },
    faults: { add: faults.add, clear: faults.clear, list: faults.list },
    log: journal.entries,
    outbox: outbox.mails,
    db,
    expireSessions({ userId } = {}) {
      db.sessions.expire(clock.now(), (session) => userId === undefined || session.userId === userId)
      changed()
    },
    reset() {
      db.reset()
      journal.clear()
      outbox.clear()
      faults.clear()
      clock.moveTo(0)
      changed()
    },
    snapshot: state.read,
    restore(snapshot) {
      state.write(snapshot)
      changed()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
