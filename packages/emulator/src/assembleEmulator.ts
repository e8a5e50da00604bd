import { createClock } from './clock.ts'
import { createControl, isControl } from './control/createControl.ts'
import type { DatabaseChanges } from './db/changes.ts'
import { createMemoryContents, withSeeded, type ContentStore } from './db/contents.ts'
import { createDatabase, type EmulatorSnapshot } from './db/database.ts'
import { seedPeople } from './db/seed/seedPeople.ts'
import type { EmulatorSession } from './db/session.ts'
import type { ServedEmulator } from './Emulator.ts'
import { createFaults } from './faults.ts'
import { createObjectUrls } from './storage/objectUrls.ts'
import { createJournal, type LogEntry } from './journal.ts'
import { settle, type EmulatorOptions } from './options.ts'
import { createOutbox } from './outbox.ts'
import { createApp } from './routes/createApp.ts'
import { apiPath } from './rules/apiPath.ts'
import { answerFault, networkError } from './answerFault.ts'
import { needsPreflight } from './browserRules.ts'
import { hashToken } from './db/tokens.ts'
import { MAX_HOPS, redirectTarget } from './redirectTarget.ts'
import { pause } from './pause.ts'

/** Lets the state of an emulator live somewhere else too. */
export interface Persistence {
  /** Runs the handling of one request: bring the state up to date before it, keep it after it. */
  around(handle: () => Promise<Response>): Promise<Response>
  /**
   * Somebody moves the clock, ends sessions, or brings another state in: makes the change at once and keeps
   * it. Where a state that was kept is yet to come in, it makes the change on that one again.
   *
   * @throws what the change throws
   */
  change(make: () => void): void
  /** Where the contents of files are kept. Without it, in memory. */
  readonly contents?: ContentStore
}

/** The state of an emulator, as a persistence reads and writes it. */
export interface EmulatorState {
  read(): EmulatorSnapshot
  /** @throws `Error` when the snapshot was taken from an emulator with other seeded people. */
  write(snapshot: EmulatorSnapshot): void
  /** Tells the subscribers that another state came in. */
  announce(): void
  /** From now on the state remembers what changes in it. */
  watch(): void
  /** What has changed since it was last asked; `everything` when the state was replaced as a whole. */
  takeChanges(): StateChanges | 'everything'
  /** Makes the same changes again. */
  apply(changes: StateChanges): void
}

/** What has changed in the state of an emulator. */
export interface StateChanges extends DatabaseChanges {
  readonly clockOffsetMs: number
}

/** Keeps the state nowhere else. */
const inMemory = (): Persistence => ({ around: (handle) => handle(), change: (make) => make() })

/** Puts the parts of an emulator together. */
export function assembleEmulator(
  options: EmulatorOptions,
  persist: (state: EmulatorState) => Persistence = inMemory,
): ServedEmulator {
  const settings = settle(options)
  const population = seedPeople(settings.users, settings.seed, settings.avatars)
  const listeners = new Set<() => void>()
  let revision = 0
  const tell = (): void => {
    revision += 1
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
  const faults = createFaults({
    nextSessionId: () => db.sessions.nextId,
    now: clock.now,
    pull: (change) => pull(change),
    onChange: tell,
  })
  const journal = createJournal()
  const outbox = createOutbox()

  const state: EmulatorState = {
    read: () => ({
      version: 2,
      fingerprint: population.fingerprint,
      clockOffsetMs: clock.offset,
      ...db.save(),
    }),
    write(snapshot) {
      if (snapshot.version !== 2 || snapshot.fingerprint !== population.fingerprint) {
        throw new Error('This snapshot was taken from an emulator with other seeded people.')
      }
      db.load(snapshot)
      clock.moveTo(snapshot.clockOffsetMs)
    },
    announce: tell,
    watch: db.watch,
    takeChanges() {
      const changes = db.takeChanges()
      return changes === 'everything' ? changes : { ...changes, clockOffsetMs: clock.offset }
    },
    apply({ clockOffsetMs, ...changes }) {
      db.apply(changes)
      clock.moveTo(clockOffsetMs)
    },
  }
  const persistence = persist(state)
  const contents = withSeeded(
    population.files,
    persistence.contents ?? createMemoryContents(db.blobs.hasContent),
  )
  const objectUrls = settings.objectUrls ? createObjectUrls(contents) : null
  const app = createApp({ settings, db, contents, objectUrls, outbox, now: clock.now })
  /** Pulls a control that changes the state. */
  const pull = (change: () => void): void => {
    persistence.change(change)
    tell()
  }

  /** As the server does it: what goes over the wire, and the fault that hit it. */
  async function handle(request: Request): Promise<{ response: Response; entry: LogEntry | null }> {
    const { method, signal } = request
    if (isControl(request.url)) {
      // What was saved is loaded before a control changes it.
      await persistence.around(async () => new Response())
      return { response: await control(request), entry: null }
    }
    const path = apiPath(request.url)
    const entry = journal.open(clock.now(), request, path)
    const preflightFor = request.headers.get('Access-Control-Request-Method')
    const refuses = (session: EmulatorSession): boolean => {
      const isRefused = faults.refuses(session.id, method, path)
      if (isRefused) entry.fault = 'rejectFreshTokens'
      return isRefused
    }
    try {
      if (settings.latencyMs > 0) await pause(settings.latencyMs, signal)
      if (method === 'OPTIONS' && preflightFor !== null && faults.breaksPreflight(preflightFor, path)) {
        return { response: new Response(null, { status: 403 }), entry }
      }
      const mishap = faults.take(method, path)
      entry.fault = mishap.fault?.kind ?? (mishap.delayMs > 0 ? 'delay' : null)
      // Whoever watches sees a request that waits while it waits.
      if (mishap.delayMs > 0 || entry.fault === 'hang') tell()
      const response = await answerFault(mishap, signal, () =>
        persistence.around(() => {
          if (mishap.fault?.kind === 'expire') expireSessionOf(request)
          return app.respond(request, { entry, refuses })
        }),
      )
      signal.throwIfAborted()
      response.headers.set('Date', new Date(clock.now()).toUTCString())
      entry.status = response.status
      return { response, entry }
    } finally {
      tell()
    }
  }

  function expireSessionOf({ headers }: Request): void {
    const tokenHash = hashToken(headers.get('CB-Token')?.trim() ?? '')
    db.sessions.expire(clock.now(), (session) => session.tokenHash === tokenHash)
  }

  function isPreflightBroken(request: Request): boolean {
    if (isControl(request.url) || !needsPreflight(request)) return false
    return faults.breaksPreflight(request.method, apiPath(request.url))
  }

  /** As a page of another origin sees it: the browser's part is played too. */
  async function fetch(input: Request | URL | string, init?: RequestInit): Promise<Response> {
    return fetchFrom(new Request(typeof input === 'string' ? new URL(input, settings.apiUrl) : input, init))
  }

  async function fetchFrom(request: Request, hops = 0): Promise<Response> {
    request.signal.throwIfAborted()
    if (isPreflightBroken(request)) {
      tell()
      throw networkError()
    }
    const { response, entry } = await handle(request)
    const isKeptBack =
      entry?.fault === 'noCors' || (entry?.fault === 'redirect' && request.redirect === 'error')
    if (isKeptBack) throw networkError()
    const target = redirectTarget(request, response)
    if (target === null || target.origin !== new URL(request.url).origin) return response
    if (hops === MAX_HOPS) throw networkError()
    return fetchFrom(new Request(target, { headers: request.headers, signal: request.signal }), hops + 1)
  }

  const emulator: ServedEmulator = {
    fetch,
    answer: async (request) => (await handle(request)).response,
    clientOptions: { appId: settings.appId, apiUrl: settings.apiUrl, fetch },
    controlToken: settings.controlToken,
    keys: { authKey: settings.authKey, authSecret: settings.authSecret },
    people: population.people,
    clock: {
      now: clock.now,
      advance(ms) {
        pull(() => clock.moveTo(clock.offset + ms))
      },
      set(time) {
        const offset = clock.offset + Number(time) - clock.now()
        pull(() => clock.moveTo(offset))
      },
      skew(ms) {
        pull(() => clock.moveTo(ms))
      },
    },
    faults: { add: faults.add, clear: faults.clear, list: faults.list },
    log: journal.entries,
    outbox: outbox.mails,
    db,
    expireSessions({ userId, sessionId } = {}) {
      pull(() =>
        db.sessions.expire(
          clock.now(),
          (session) =>
            (userId === undefined || session.userId === userId) &&
            (sessionId === undefined || session.id === sessionId),
        ),
      )
    },
    reset() {
      journal.clear()
      outbox.clear()
      faults.clear()
      pull(() => {
        db.reset()
        clock.moveTo(0)
      })
    },
    snapshot: state.read,
    restore(snapshot) {
      pull(() => state.write(snapshot))
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  const control = createControl({ emulator, faults, journal, outbox, revision: () => revision })
  return emulator
}
