import { CubeError } from '../errors/CubeError.ts'
import type { CubeUser } from '../wire/user.ts'
import { type SessionEvent, type Transition, transition } from './machine.ts'
import { type Identity, isFromTheFuture, isNewer, parseRecord, type SessionRecord } from './record.ts'
import { isSameScope, type Scope } from './scope.ts'
import type { Session } from './Session.ts'
import type { SessionStorage } from './SessionStorage.ts'
import { createSessionStore, toSession } from './store.ts'
import { memoryStorage } from './stores/memory.ts'

/** What the controller needs from the outside. */
export interface SessionControllerOptions {
  readonly appId: number
  /** Under which key the record is stored. */
  readonly key: string
  readonly storage: SessionStorage
  /** Makes an application session and gives its token. */
  readonly openAppSession: () => Promise<string>
  /** Ends a session on the server; tells whether the server confirmed it. Never throws. */
  readonly revoke: (token: string) => Promise<boolean>
}

/** Which rights a request needs: any session's, or a signed-in user's. */
export type Rights = 'app' | 'user'

/** Keeps one client's session: view, storage, and one renewal at a time. */
export interface SessionController {
  readonly getSnapshot: () => Session
  /** Listeners are told after the change and outside of any lock; one that throws does not stop the others. */
  readonly subscribe: (listener: () => void) => () => void
  readonly scope: () => Scope
  /** Settles once what is stored has been read. Never rejects. */
  readonly ready: () => Promise<void>
  /** A token with these rights; opens an application session if none is there. */
  readonly token: (rights: Rights) => Promise<string>
  /** How many renewals have failed so far: a request notes it before it is sent, and hands it to `renew`. */
  readonly failedRenewals: () => number
  /**
   * A token in place of one that the server refused. Any number of callers cause one renewal; those who were
   * sent before it failed share the failure, however late they hear that their token was refused.
   */
  readonly renew: (refused: string, rights: Rights, failedBefore: number) => Promise<string>
  /** Takes note that the server accepted `token`. */
  readonly accepted: (token: string, expiresAt: number | null) => void
  /** Takes note of a failed request. */
  readonly failed: (error: unknown) => void
  /** The epoch in which a sign-in begins. */
  readonly beginSignIn: () => Promise<number>
  /** Makes a new session the current one, unless the identity has changed since. */
  readonly finishSignIn: (
    since: number,
    identity: Identity & { token: string },
    expiresAt: number | null,
  ) => Promise<void>
  /** Ends a session that was never taken into use, without waiting. */
  readonly discard: (token: string) => void
  /** Takes a new application session into use and ends the one before it. */
  readonly useAppSession: (token: string) => Promise<void>
  /** Keeps what the server told of the signed-in user. */
  readonly userRead: (user: CubeUser, since: number) => Promise<void>
  /** Ends the session here at once, then on the server; `everything` includes the application session. */
  readonly end: (everything: boolean) => Promise<boolean>
  readonly close: () => void
}

/** Makes the controller. Does nothing until it is asked for something. */
export function createSessionController(options: SessionControllerOptions): SessionController {
  const { appId, key, openAppSession, revoke } = options
  const store = createSessionStore()
  const renewals = new Map<string, Promise<void>>()
  let failure: { count: number; token: string | null; error: unknown } = {
    count: 0,
    token: null,
    error: null,
  }
  /** Where logouts are noted: in the given storage, even after its records have failed. */
  const notes = options.storage
  let storage = notes
  let booted: Promise<void> | null = null
  let opening: Promise<string> | null = null
  /** Logouts that are not stored yet; until they are, nothing stored may be shown. */
  let endings = 0
  /** Changes of the record run one after the other, so that a sign-in finds a logout before it done. */
  let queue: Promise<unknown> = Promise.resolve()

  let session = toSession(store.getState())
  let scope = scopeOf(appId, store.getState().record)
  store.subscribe((state) => {
    session = toSession(state)
    const next = scopeOf(appId, state.record)
    if (!isSameScope(scope, next)) scope = next
  })

  const enqueue = <T>(task: () => Promise<T>): Promise<T> => {
    const run = queue.then(task)
    queue = run.catch(() => {})
    return run
  }

  /** Falls back to memory, for the rest of this page's life, when the storage fails. */
  const withStorage = async <T>(work: (storage: SessionStorage) => Promise<T>): Promise<T> => {
    try {
      return await work(storage)
    } catch {
      quietly(() => storage.close())
      storage = memoryStorage()
      await storage.update(key, () => store.getState().record)
      return work(storage)
    }
  }

  const adopt = (record: SessionRecord): void => {
    const { record: known, expiresAt } = store.getState()
    const sameToken = known.identity?.token === record.identity?.token
    store.setState({
      phase: 'ready',
      record: withKnownUser(record, known),
      expiresAt: sameToken ? expiresAt : null,
    })
  }

  /** Reads what is stored, which another tab may have changed. */
  const refresh = async (): Promise<void> => {
    const stored = await withStorage(async (from) => {
      const value = await from.read(key)
      refuseFuture(value)
      return parseRecord(value)
    })
    if (endings > 0 || !stored || !isNewer(stored, store.getState().record)) return
    // The page on which somebody logged out was gone before it had stored that.
    if (stored.identity && stored.epoch < (notes.endedEpoch?.(key) ?? 0)) void end(false)
    else adopt(stored)
  }

  /** Applies an event to the stored record, in one transaction; `null` when it came too late. */
  const commit = (event: SessionEvent): Promise<Transition | null> =>
    enqueue(async () => {
      const known = store.getState().record
      const run: { base: SessionRecord; outcome: Transition | null } = { base: known, outcome: null }
      await withStorage((into) =>
        into.update(key, (stored) => {
          refuseFuture(stored)
          const base = parseRecord(stored) ?? withoutSession(known)
          // Behind what is known only if the site's data were cleared and another tab began anew: it goes on here.
          run.base =
            endings === 0 && isNewer(known, base) ? { ...base, epoch: known.epoch, rev: known.rev } : base
          run.outcome = transition(run.base, event)
          return run.outcome?.record
        }),
      )
      if (event.type === 'ended') endings--
      if (event.type === 'ended' || event.type === 'signed-in') {
        // In memory, it could not be stored that this ended whoever is stored.
        if (storage !== notes) quietly(() => notes.markEnded?.(key, Infinity))
        else if (endings === 0) quietly(() => notes.clearEnded?.(key))
      }
      const result = run.outcome?.record ?? run.base
      if (endings === 0 && !isNewer(store.getState().record, result)) adopt(result)
      return run.outcome
    })

  const ready = (): Promise<void> => {
    booted ??= enqueue(refresh).then(() => {
      if (store.getState().phase === 'booting') store.setState({ phase: 'ready' })
    })
    return booted
  }

  const openApp = (replaces: string | null): Promise<string> => {
    opening ??= (async () => {
      await refresh()
      const found = store.getState().record.appToken
      if (found !== null && found !== replaces) return found
      const token = await openAppSession()
      if (await commit({ type: 'app-opened', token, replaces })) return token
      // Another tab was first: its session serves both.
      void revoke(token)
      return store.getState().record.appToken ?? token
    })().finally(() => {
      opening = null
    })
    return opening
  }

  const token = async (rights: Rights): Promise<string> => {
    await ready()
    const { identity, appToken } = store.getState().record
    if (identity?.token) return identity.token
    if (rights === 'user') throw new CubeError(identity ? 'session-expired' : 'not-signed-in')
    return appToken ?? openApp(null)
  }

  const replace = async (refused: string): Promise<void> => {
    if (store.getState().record.appToken === refused) {
      await openApp(refused)
      return
    }
    await refresh()
    if (store.getState().record.identity?.token !== refused) return
    await commit({ type: 'refused', token: refused })
    throw new CubeError('session-expired', { status: 401 })
  }

  const accepted = (token: string, expiresAt: number | null): void => {
    const { record, expiresAt: known, isStale } = store.getState()
    const end = record.identity?.token === token && expiresAt !== null ? expiresAt : known
    if (isStale || end !== known) store.setState({ isStale: false, expiresAt: end })
  }

  const end = async (everything: boolean): Promise<boolean> => {
    // Before anything is awaited: from here on nobody sees who was signed in.
    endings++
    const event: SessionEvent = { type: 'ended', everything }
    const { phase, record } = store.getState()
    const here = transition(record, event)
    if (here) {
      // What was never read may be of any epoch, and a sign-in that is being stored is one ahead of what is known.
      const isKnown = phase === 'ready' && storage === notes
      quietly(() => notes.markEnded?.(key, isKnown ? here.record.epoch + 1 : Infinity))
      store.setState({ phase: 'ready', record: here.record, expiresAt: null, isStale: false })
    }
    // Sent before the page can be gone.
    const revoking = new Map<string, Promise<boolean>>()
    const revokeAll = (ended: Transition | null): void => {
      for (const { token } of ended?.effects ?? []) {
        if (!revoking.has(token)) revoking.set(token, revoke(token))
      }
    }
    revokeAll(here)
    revokeAll(await commit(event))
    return (await Promise.all(revoking.values())).every(Boolean)
  }

  return {
    getSnapshot: () => session,
    subscribe: (listener) => store.subscribe(() => callSafely(listener)),
    scope: () => scope,
    ready,
    token,

    failedRenewals: () => failure.count,

    async renew(refused, rights, failedBefore) {
      if (failure.token === refused && failure.count > failedBefore) throw failure.error
      let renewal = renewals.get(refused)
      if (!renewal) {
        renewal = replace(refused)
          .catch((error: unknown) => {
            failure = { count: failure.count + 1, token: refused, error }
            throw error
          })
          .finally(() => renewals.delete(refused))
        renewals.set(refused, renewal)
      }
      await renewal
      return token(rights)
    },

    accepted,

    failed(error) {
      const code = error instanceof CubeError ? error.code : ''
      if (codesOfNoAnswer.has(code) && !store.getState().isStale) store.setState({ isStale: true })
    },

    async beginSignIn() {
      await ready()
      await enqueue(refresh)
      return scope.epoch
    },

    async finishSignIn(since, identity, expiresAt) {
      const outcome = await commit({ type: 'signed-in', identity, since })
      if (!outcome) void revoke(identity.token)
      for (const effect of outcome?.effects ?? []) void revoke(effect.token)
      // A logout while this was being stored wins too, and ends the session itself.
      if (store.getState().record.identity?.token !== identity.token) throw new CubeError('superseded')
      accepted(identity.token, expiresAt)
    },

    discard: (unused) => void revoke(unused),

    async useAppSession(fresh) {
      await ready()
      const replaces = store.getState().record.appToken
      const outcome = await commit({ type: 'app-opened', token: fresh, replaces })
      const unused = outcome ? replaces : fresh
      if (unused !== null) void revoke(unused)
    },

    async userRead(user, since) {
      await commit({ type: 'user-read', user, since })
    },

    end,

    close: () => quietly(() => storage.close()),
  }
}

const codesOfNoAnswer: ReadonlySet<string> = new Set([
  'unreachable',
  'timeout',
  'protocol',
  'rate-limited',
  'server-error',
])

function scopeOf(app: number, { identity, epoch }: SessionRecord): Scope {
  return { app, user: identity?.user.id ?? 'app', epoch }
}

/** Keeps the very object of a user who has not changed, so that nobody renders for it. */
function withKnownUser(record: SessionRecord, { identity: known }: SessionRecord): SessionRecord {
  const { identity } = record
  if (!identity || !known || JSON.stringify(identity.user) !== JSON.stringify(known.user)) return record
  return { ...record, identity: { ...identity, user: known.user } }
}

/** The record to go on from when the stored one is gone, say because site data was cleared. */
function withoutSession(record: SessionRecord): SessionRecord {
  return record.identity === null
    ? { ...record, appToken: null }
    : { ...record, epoch: record.epoch + 1, rev: 0, identity: null, appToken: null }
}

/** A later version of Cubekit owns such a record: this one goes on in memory and leaves it alone. */
function refuseFuture(stored: unknown): void {
  if (isFromTheFuture(stored)) throw new Error('the stored session is of a later version')
}

/** What an app's own storage throws must not keep anybody signed in. */
function quietly(work: () => void): void {
  try {
    work()
  } catch {
    // The record itself is what counts.
  }
}

function callSafely(listener: () => void): void {
  try {
    listener()
  } catch (error) {
    // The host's error handling gets it, as if it had been thrown in an event handler.
    queueMicrotask(() => {
      throw error
    })
  }
}
