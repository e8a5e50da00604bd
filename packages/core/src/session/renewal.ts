import { CubeError, isCubeError } from '../errors/CubeError.ts'
import { withDeadline } from '../timing/withDeadline.ts'
import type { CubeUser } from '../wire/user.ts'
import type { SessionChange } from './change.ts'
import type { SessionEvent, Transition } from './machine.ts'
import type { Scope } from './scope.ts'
import type { SessionStore } from './store.ts'
import type { Tabs } from './Tabs.ts'

/** A user's session that was opened without asking the person. */
export interface RenewedSession {
  readonly user: CubeUser
  readonly token: string
  /** By this device's clock, ms since 1970. */
  readonly expiresAt: number | null
}

/** What the renewal of sessions needs. */
export interface RenewalOptions {
  readonly store: SessionStore
  readonly tabs: Tabs
  /** This device's time, ms since 1970. */
  readonly now: () => number
  readonly look: () => Promise<void>
  readonly commit: (event: SessionEvent) => Promise<Transition | null>
  readonly report: (change: SessionChange) => void
  readonly revoke: (token: string) => Promise<unknown>
  /** Whether this scope is still the present one. */
  readonly isCurrent: (scope: Scope) => boolean
  /** Makes an application session and gives its token; `mustBeWanted` throws when nobody wants it any more. */
  readonly openAppSession: (mustBeWanted: () => void) => Promise<string>
  /**
   * Asks the app for the user's credentials, at most 10 s, and gives what opens a session with them; `null` when
   * the app has none. Not there when the app cannot renew sessions at all.
   */
  readonly askForCredentials:
    | ((user: CubeUser, signal: AbortSignal) => Promise<(() => Promise<RenewedSession>) | null>)
    | null
  /** Tells the app that a user's session has lapsed; it calls the second function once it has taken care of it. */
  readonly sessionExpired: ((giveUp: () => void, goOn: () => void) => void) | undefined
}

/** Opens and replaces sessions that nobody asked for: once, for all callers and all tabs. */
export interface Renewal {
  /** The application session's token: that of one which is there, or of a new one. `asked` is who wants it. */
  readonly openApp: (replaces: string | null, asked: Scope) => Promise<string>
  readonly renew: (refused: string, failedBefore: number, asked: Scope) => Promise<void>
  readonly failures: () => number
  /** The user's token that is being replaced at this moment. */
  readonly refused: () => string | null
  /** The next try need not wait for a pause to end. */
  readonly hurry: () => void
}

/** An app may take so long, in ms, to find credentials. */
const providerMs = 10_000
/** And so long to sign the person in again by itself: callers hear of it before they have waited for `renewalMs`. */
const handlerMs = 25_000
/** After the network came back, one pause may be skipped within this time, in ms. */
const hurryMs = 60_000
/** No server is given a longer pause, in ms, whatever it or a proxy asks for. */
const longestPauseMs = 60 * 60_000
/** How often, and after how many ms each, to look whether another tab has opened a session. */
const patientLooks = 10
const lookAgainMs = 300
/** A caller waits no longer for a renewal, whatever it waits for. */
const renewalMs = 30_000

/** Makes it. */
export function createRenewal(options: RenewalOptions): Renewal {
  const { store, tabs, now, look, commit, report, revoke, isCurrent } = options
  const { openAppSession, askForCredentials, sessionExpired } = options
  const known = () => store.getState().record
  const renewals = new Map<string, Promise<unknown>>()
  let failure: { count: number; token?: string; error?: unknown } = { count: 0 }
  let opening: Promise<string> | null = null
  let openingFor = new Set<Scope>()
  let hurriedAt = -Infinity
  /** When the server asked for a pause, and until when. A clock that was set back makes it void. */
  let askedForPause = { at: 0, until: 0 }
  let lastTry = -Infinity
  /** The record as it was stored when a session was last about to be opened. */
  let stored = known()

  /**
   * Takes note of a try, in the record that all tabs share. `false` when it turned out that another tab has done
   * the work; throws when there were too many tries.
   */
  const claim = async (isNeeded: () => boolean): Promise<boolean> => {
    for (let left = patientLooks; ; left--) {
      const at = now()
      const pause = askedForPause.at <= at ? askedForPause.until - at : 0
      if (pause > 0) throw new CubeError('sessions-paused', { retryAfterMs: pause })
      const outcome = await commit({ type: 'try', at, eager: Math.abs(at - hurriedAt) < hurryMs })
      hurriedAt = -Infinity
      stored = outcome?.record ?? known()
      const until = outcome?.waitUntil ?? 0
      if (until <= at) {
        lastTry = at
        return true
      }
      // Without locks, another tab may be at it at this very moment.
      const youngest = outcome?.record.tries.at(-1) ?? lastTry
      if (left === 0 || youngest === lastTry || at - youngest > patientLooks * lookAgainMs) {
        throw new CubeError('sessions-paused', { retryAfterMs: until - at })
      }
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs))
      await look()
      if (!isNeeded()) return false
    }
  }

  const notePause = (error: unknown): never => {
    if (isCubeError(error) && error.retryAfterMs !== null)
      askedForPause = { at: now(), until: now() + Math.min(error.retryAfterMs, longestPauseMs) }
    throw error
  }

  const openApp = (replaces: string | null, asked: Scope): Promise<string> => {
    openingFor.add(asked)
    opening ??= tabs
      .alone(async () => {
        await look()
        const found = known().appToken
        if (found !== null && found !== replaces) return found
        // Whoever wanted it may have left by now.
        const mustBeWanted = (): void => {
          if (![...openingFor].some(isCurrent)) throw new CubeError('session-changed')
        }
        mustBeWanted()
        const isMine = await claim(() => known().appToken === found)
        mustBeWanted()
        // While a logout is being stored, a look shows nothing: what others opened is known only now.
        const present = stored.appToken
        if (present !== null && present !== replaces) return present
        if (!isMine) throw new CubeError('session-changed')
        const token = await openAppSession(mustBeWanted).catch(notePause)
        if (await commit({ type: 'app-opened', token, replaces })) return token
        // Another tab was first: its session serves both.
        void revoke(token)
        return known().appToken ?? token
      })
      .finally(() => {
        opening = null
        openingFor = new Set()
      })
    return opening
  }

  /** The session has lapsed, and the person must sign in again, unless that is done by now. */
  const giveUp = async (token: string, error = lapsed()): Promise<void> => {
    if (await commit({ type: 'refused', token })) throw error
  }

  const renewUser = async (
    token: string,
    user: CubeUser,
    isNeeded: () => boolean,
    ask: NonNullable<typeof askForCredentials>,
  ): Promise<void> => {
    type Reason = (SessionChange & { type: 'provider-expired' })['reason']
    const fail = async (reason: Reason, error?: CubeError): Promise<void> => {
      if (isNeeded()) report({ type: 'provider-expired', reason, user, elsewhere: false })
      await giveUp(token, error)
    }
    const open = await withDeadline((signal) => ask(user, signal), providerMs).catch((error: unknown) =>
      fail(isCubeError(error, 'timeout') ? 'timeout' : 'failed'),
    )
    if (open === null) return fail('declined')
    if (!open || !isNeeded()) return
    const opened = await open().catch((error: unknown) =>
      isCubeError(error) && refusals.has(error.code) ? fail('refused') : notePause(error),
    )
    if (!opened) return
    if (opened.user.id !== user.id) {
      void revoke(opened.token)
      return fail('other-user', new CubeError('identity-mismatch'))
    }
    if (!(await commit({ type: 'renewed', token: opened.token, replaces: token, userId: user.id }))) {
      void revoke(opened.token)
    } else if (opened.expiresAt !== null) store.setState({ expiresAt: opened.expiresAt })
  }

  const replaceUser = (token: string): Promise<unknown> =>
    tabs.alone(async () => {
      await look()
      const { identity } = known()
      const isNeeded = (): boolean => known().identity?.token === token
      if (identity?.token !== token) return
      if (identity.kind === 'guest' || !(askForCredentials || sessionExpired)) return giveUp(token)
      if (!(await claim(isNeeded)) || !isNeeded()) return
      if (askForCredentials) return renewUser(token, identity.user, isNeeded, askForCredentials)
      const isHandled = await withDeadline(
        () =>
          new Promise<boolean>((resolve) =>
            sessionExpired?.(
              () => resolve(false),
              () => resolve(true),
            ),
          ),
        handlerMs,
      ).catch(() => false)
      await look()
      if (isNeeded()) return giveUp(token)
      if (!isHandled) throw lapsed()
    })

  return {
    openApp,
    failures: () => failure.count,
    refused: () => [...renewals.keys()].find((token) => token === known().identity?.token) ?? null,
    hurry: () => void (hurriedAt = now()),

    async renew(refused, failedBefore, asked) {
      if (failure.token === refused && failure.count > failedBefore) throw failure.error
      const isApp = known().appToken === refused
      if (isApp) openingFor.add(asked)
      const renewal: Promise<unknown> =
        renewals.get(refused) ??
        (isApp ? openApp(refused, asked) : replaceUser(refused))
          .catch((error: unknown) => {
            failure = { count: failure.count + 1, token: refused, error }
            throw error
          })
          .finally(() => renewals.delete(refused))
      renewals.set(refused, renewal)
      await withDeadline(() => renewal, renewalMs)
    },
  }
}

function lapsed(): CubeError {
  return new CubeError('session-expired', { status: 401 })
}

/** Answers to a sign-in that say that these credentials are of no use. */
const refusals: ReadonlySet<string> = new Set([
  'invalid-credentials',
  'validation',
  'rejected',
  'forbidden',
  'not-found',
])
