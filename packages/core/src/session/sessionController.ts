import { CubeError, isCubeError } from '../errors/CubeError.ts'
import type { CubeUser } from '../wire/user.ts'
import type { SessionEvents } from './events.ts'
import { keepGuestAlive } from './keepGuestAlive.ts'
import { createKeeper, type KeeperOptions } from './keeper.ts'
import type { SessionEvent, Transition } from './machine.ts'
import type { EndReason, Identity, SessionRecord } from './record.ts'
import { createRenewal, type RenewalOptions } from './renewal.ts'
import { isSameScope, type Scope } from './scope.ts'
import type { Session } from './Session.ts'
import { type Preview, toSession } from './store.ts'
import type { Persistence } from './vault.ts'

/** What the controller needs from the outside. */
export interface SessionControllerOptions
  extends
    Omit<KeeperOptions, 'onUnfinishedLogout'>,
    Omit<RenewalOptions, 'store' | 'look' | 'commit' | 'report' | 'isCurrent'> {
  readonly appId: number
  /** Ends a session on the server; tells whether the server confirmed it. Never throws. */
  readonly revoke: (token: string) => Promise<boolean>
  /** Whose session the server says this is; `null` for nobody's. */
  readonly askWho: (token: string) => Promise<number | null>
  /** When the server deletes this guest, ms since 1970 by this device's clock; `NaN` when it does not say. */
  readonly guestEnd: (guest: CubeUser) => number
  /** Whether it has done so by now. `false` as long as the server's time is not known. */
  readonly isGuestOver: (guest: CubeUser) => boolean
}

/** Which rights a request needs: any session's, or a signed-in user's. */
export type Rights = 'app' | 'user'

/** How a session was ended. */
export interface Ending {
  /** Whether the server confirmed it. */
  readonly server: 'revoked' | 'unconfirmed'
  /** Whether it is stored where a crash does not undo it. */
  readonly durable: boolean
}

/** Keeps one client's session: view, storage, and one renewal at a time. */
export interface SessionController {
  readonly getSnapshot: () => Session
  /** Listeners are told after the change and outside of any lock; one that throws does not stop the others. */
  readonly subscribe: (listener: () => void) => () => void
  readonly on: SessionEvents['on']
  readonly persistence: () => Persistence
  readonly scope: () => Scope
  /** Settles once what is stored has been read. Never rejects. */
  readonly ready: () => Promise<void>
  /** Listens to the page and to other tabs until the returned function is called. */
  readonly start: () => () => void
  /** The token in use at this moment: the user's, or else the application's. */
  readonly peek: () => string | null
  /** A token with these rights; opens an application session if none is there. */
  readonly token: (rights: Rights) => Promise<string>
  /** How many renewals have failed so far: a request notes it before it is sent, and hands it to `renew`. */
  readonly failedRenewals: () => number
  /**
   * A token in place of one that the server refused. Any number of callers cause one renewal; those who were
   * sent before it failed share the failure, however late they hear that their token was refused.
   */
  readonly renew: (refused: string, rights: Rights, failedBefore: number) => Promise<string>
  /** Settles when this tab knows what is stored, if it may have slept meanwhile. */
  readonly caughtUp: () => Promise<void>
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
  /** Shows a change of the user from now on, until the returned function is called. */
  readonly preview: (preview: Preview) => () => void
  /** Ends the session here at once, then on the server; `everything` includes the application session. */
  readonly end: (everything: boolean, reason?: EndReason) => Promise<Ending>
}

/** A guest's session is used after so long, in ms: well before the two hours after which the server forgets it. */
const restMs = 75 * 60_000

/** Makes the controller. Does nothing until it is asked for something. */
export function createSessionController(options: SessionControllerOptions): SessionController {
  const { appId, key, storages, tabs, now, revoke, askWho, guestEnd, isGuestOver } = options
  const keeper = createKeeper({
    key,
    storages,
    tabs,
    now,
    onUnfinishedLogout: (upTo) => void end({ everything: false, upTo }),
  })
  const { store, events, known, commit, ready, look } = keeper
  let started = 0
  /** How often the app has asked to end the session. */
  let endings = 0
  let stopListening = (): void => {}
  let verifying: Promise<boolean> | null = null
  /** When the server last accepted the identity's token. */
  let acceptedAt = -Infinity

  let session = toSession(store.getState(), guestEnd)
  let scope = scopeOf(appId, known())
  store.subscribe((state) => {
    const seen = toSession(state, guestEnd)
    // What shows nothing new must not make anybody render.
    if (JSON.stringify(seen) !== JSON.stringify(session)) session = seen
    const next = scopeOf(appId, state.record)
    if (!isSameScope(scope, next)) scope = next
  })

  const renewal = createRenewal({
    ...options,
    store,
    look,
    commit,
    report: (change) => events.emit('session', change),
    isCurrent: (asked) => isSameScope(asked, scope),
  })

  /** Asks whose token it is; `false` when the server does not know it at this moment, which settles nothing. */
  const checkWhose = async (token: string): Promise<boolean> => {
    const { identity } = known()
    const id = await askWho(token).catch((error: unknown) => {
      if (isCubeError(error, 'session-expired')) return undefined
      throw error
    })
    if (id === undefined) return false
    keeper.trust(token)
    const { identity: present, epoch } = known()
    if (present?.token === token && id !== identity?.user.id) void end({ everything: false, upTo: epoch })
    return true
  }

  const verify = (token: string): Promise<boolean> =>
    (verifying ??= checkWhose(token).finally(() => {
      verifying = null
    }))

  /** A token for whoever asked, even if somebody else is signed in by the time it is there. */
  const tokenFor = async (rights: Rights, asked: Scope): Promise<string> => {
    await keeper.catchUp()
    const { identity, appToken } = known()
    if (identity?.token) {
      if (identity.token !== keeper.suspect()) return identity.token
      // One that the server does not know might be somebody else's the next time: it is never sent for anybody.
      if (!(await verify(identity.token))) await renewal.renew(identity.token, renewal.failures(), asked)
      return tokenFor(rights, asked)
    }
    if (rights === 'user') throw new CubeError(identity ? 'session-expired' : 'not-signed-in')
    return appToken ?? renewal.openApp(null, asked)
  }

  const accepted = (used: string, expiresAt: number | null, isProof = true): void => {
    const { record, expiresAt: knownEnd, isStale } = store.getState()
    const { identity, tries } = record
    const isOurs = identity?.token === used
    if (isOurs) acceptedAt = now()
    const end = isOurs && expiresAt !== null ? expiresAt : knownEnd
    if (isStale || end !== knownEnd) store.setState({ isStale: false, expiresAt: end })
    if (isProof && tries.length > 0 && (isOurs || record.appToken === used))
      void commit({ type: 'proven', token: used })
    if (isOurs && identity.kind === 'guest' && isGuestOver(identity.user)) {
      void commit({ type: 'refused', token: used })
    }
  }

  const useIdleGuest = async (): Promise<void> => {
    const isIdle = (): boolean => known().identity?.kind === 'guest' && now() - acceptedAt > restMs
    if (!isIdle()) return
    await keeper.catchUp()
    const token = known().identity?.token
    if (!token || !isIdle()) return
    try {
      await askWho(token)
      accepted(token, null)
    } catch (error) {
      if (isCubeError(error, 'session-expired')) await commit({ type: 'refused', token })
    }
  }

  const end = async (how: Omit<SessionEvent & { type: 'ended' }, 'type'>): Promise<Ending> => {
    const event = { type: 'ended', ...how } as const
    // Before anything is awaited: from here on nobody sees who was signed in.
    const here = keeper.beginEnding(event)
    // Sent before the page can be gone.
    const revoking = new Map<string, Promise<boolean>>()
    const revokeAll = (ended: Transition | null): void => {
      for (const token of ended?.revoke ?? []) {
        if (token && !revoking.has(token)) revoking.set(token, revoke(token))
      }
    }
    revokeAll(here)
    revokeAll(await commit(event))
    const durable = keeper.persistence() === 'durable'
    const isRevoked = (await Promise.all(revoking.values())).every(Boolean)
    return { server: isRevoked ? 'revoked' : 'unconfirmed', durable }
  }

  return {
    getSnapshot: () => session,
    subscribe: (listener) => store.subscribe(() => events.callSafely(listener)),
    on: events.on,
    persistence: keeper.persistence,
    scope: () => scope,
    ready,

    start() {
      if (started++ === 0) {
        const stopKeeping = keepGuestAlive(tabs, useIdleGuest)
        const stopHearing = tabs.listen({
          changed: keeper.heard,
          slept: keeper.slept,
          woke: keeper.woke,
          online() {
            renewal.hurry()
            keeper.woke()
          },
        })
        stopListening = () => {
          stopKeeping()
          stopHearing()
        }
        // What happened while nobody listened, and what others have not heard.
        if (store.getState().phase === 'ready') keeper.woke()
        void ready().then(keeper.sayHello)
      }
      let isOn = true
      return () => {
        if (!isOn) return
        isOn = false
        if (--started > 0) return
        stopListening()
        keeper.close()
      }
    },

    peek() {
      const { identity, appToken } = known()
      return identity ? identity.token : appToken
    },

    async token(rights) {
      await ready()
      return tokenFor(rights, scope)
    },

    failedRenewals: renewal.failures,

    async renew(refused, rights, failedBefore) {
      const asked = scope
      await renewal.renew(refused, failedBefore, asked)
      return tokenFor(rights, asked)
    },

    caughtUp: keeper.catchUp,
    accepted,

    failed(error) {
      if (isCubeError(error) && codesOfNoAnswer.has(error.code)) store.setState({ isStale: true })
    },

    async beginSignIn() {
      const before = endings
      await ready()
      // A logout before it is done first; one that is found unfinished, too.
      await keeper.settled()
      await look()
      await keeper.settled()
      if (endings !== before) throw new CubeError('superseded')
      return known().epoch
    },

    async finishSignIn(since, identity, expiresAt) {
      const outcome = await commit({ type: 'signed-in', identity, since, renews: renewal.refused() })
      for (const token of outcome?.revoke ?? []) if (token) void revoke(token)
      if (known().identity?.token !== identity.token) {
        // A logout while this was being stored wins too, and ends the session itself.
        if (!outcome) void revoke(identity.token)
        throw new CubeError('superseded')
      }
      accepted(identity.token, expiresAt, false)
    },

    discard: (unused) => void revoke(unused),

    async useAppSession(fresh) {
      await ready()
      const replaces = known().appToken
      const outcome = await commit({ type: 'app-opened', token: fresh, replaces })
      const unused = outcome ? replaces : fresh
      if (unused !== null && unused !== known().appToken) void revoke(unused)
    },

    async userRead(user, since) {
      await commit({ type: 'user-read', user, since })
    },

    preview(preview) {
      const show = (previews: readonly Preview[]): void => store.setState({ previews })
      show([...store.getState().previews, preview])
      return () => show(store.getState().previews.filter((other) => other !== preview))
    },

    end(everything, reason) {
      endings++
      return end({ everything, ...(reason && { reason }) })
    },
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
