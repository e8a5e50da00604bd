import { createClock } from './clock.ts'
import { createDatabase } from './db/database.ts'
import { seedPeople } from './db/seed/seedPeople.ts'
import type { Emulator } from './Emulator.ts'
import { createFaults } from './faults.ts'
import { createJournal } from './journal.ts'
import { settle, type EmulatorOptions } from './options.ts'
import { createApp } from './routes/createApp.ts'
import { apiPath } from './rules/apiPath.ts'
import { answerFault, pause } from './answerFault.ts'

/**
 * Makes a ConnectyCube API of your own: sessions, users and their rules, in this process, in memory.
 *
 * It runs wherever `fetch` does: in Node, in a test, in a browser page.
 *
 * @param options - See {@link EmulatorOptions}; everything has a default.
 * @throws `RangeError` or `TypeError` for options that make no sense, such as a negative number of users.
 *
 * @example
 * const emulator = createEmulator({ users: 100 })
 * const client = createCubeClient({ ...emulator.clientOptions, signer: localSigner(emulator.keys) })
 * const [someone] = emulator.people // { login, password, … }
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const settings = settle(options)
  const population = seedPeople(settings.users, settings.seed)
  const listeners = new Set<() => void>()
  const tell = (): void => listeners.forEach((listener) => listener())
  const clock = createClock(settings.clock, tell)
  const db = createDatabase(population)
  const faults = createFaults(() => db.sessions.nextId, tell)
  const journal = createJournal()
  const app = createApp({ settings, db, now: clock.now })

  async function fetch(input: Request | URL | string, init?: RequestInit): Promise<Response> {
    const request = new Request(typeof input === 'string' ? new URL(input, settings.apiUrl) : input, init)
    const { method, signal } = request
    signal.throwIfAborted()
    const path = apiPath(request.url)
    const entry = journal.open(clock.now(), request, path)
    try {
      if (settings.latencyMs > 0) await pause(settings.latencyMs, signal)
      const hits = faults.take(method, path)
      entry.fault = hits.at(-1)?.kind ?? null
      const response = await answerFault(hits, signal, () =>
        app.respond(request, {
          entry,
          refuses(session) {
            const isRefused = faults.refuses(session.id, method, path)
            if (isRefused) entry.fault = 'rejectFreshTokens'
            return isRefused
          },
        }),
      )
      signal.throwIfAborted()
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
    clock: { now: clock.now, advance: clock.advance, set: clock.set },
    faults: { add: faults.add, clear: faults.clear, list: faults.list },
    log: journal.entries,
    db,
    expireSessions({ userId } = {}) {
      db.sessions.expire(clock.now(), (session) => userId === undefined || session.userId === userId)
      tell()
    },
    reset() {
      db.reset()
      journal.clear()
      faults.clear()
      clock.moveTo(0)
    },
    snapshot: () => ({
      version: 1,
      fingerprint: population.fingerprint,
      clockOffsetMs: clock.offset,
      ...structuredClone(db.save()),
    }),
    restore(snapshot) {
      if (snapshot.version !== 1 || snapshot.fingerprint !== population.fingerprint) {
        throw new Error('This snapshot was taken from an emulator with other seeded people.')
      }
      db.load(structuredClone(snapshot))
      clock.moveTo(snapshot.clockOffsetMs)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
