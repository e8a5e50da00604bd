import type { ApiRequest, ApiAnswer } from '../transport/send.ts'
import type { RequestFunction } from '../transport/request.ts'
import type { CubeClientOptions } from './options.ts'
import type { Scope } from '../session/scope.ts'
import type { Session } from '../session/Session.ts'
import type { SessionController } from '../session/sessionController.ts'
import type { Persistence } from '../session/vault.ts'
import type { SignableParams } from '../signing/stringToSign.ts'

/**
 * One application on one server, and its session. Made by `createCubeClient`; passed to every action.
 */
export interface CubeClient {
  readonly appId: number
  readonly apiUrl: string
  /** The session as it is now; the same object until something in it changes. */
  readonly getSession: () => Session
  /**
   * Calls `listener` after every change of the session.
   * @returns A function that ends it.
   */
  readonly subscribe: (listener: () => void) => () => void
  /**
   * Reports what happens: `session` (a {@link SessionChange}: created, updated, restored, expired,
   * provider-expired, deleted, and why) and `persistence` (how well the session is kept from now on).
   * @returns A function that ends it.
   * @example
   * client.on('session', ({ type, reason }) => analytics.track(`session ${type}`, { reason }))
   */
  readonly on: SessionController['on']
  /** How well the session is kept at this moment. */
  readonly persistence: () => Persistence
  /** On whose behalf a request made now would run. */
  readonly scope: () => Scope
  /** Settles once the stored session has been read. Never rejects. */
  readonly ready: () => Promise<void>
  /**
   * Sends a request of your own with the session, as the ready-made actions do.
   *
   * @throws CubeError `session-expired`, `not-signed-in`, `session-changed`, the transport's codes, and
   * `invalid-argument` for a path without a slash in front and a body that is no JSON.
   * @example
   * const dialogs = await client.request({
   *   method: 'GET',
   *   path: '/chat/Dialog',
   *   query: { limit: 20 },
   *   rights: 'user',
   *   parse: (body) => readDialogs(body),
   * })
   */
  readonly request: RequestFunction
  /**
   * Reads the stored session and follows the page and the other tabs. `CubeProvider` calls it; scripts need not.
   * @returns A function that ends it and lets go of what is held open.
   */
  readonly start: () => () => void
  /** @internal What Cubekit's own actions need beyond the public client. */
  readonly [internals]: ClientInternals
}

/** @internal */
export const internals: unique symbol = Symbol.for('cubekit.internals')

/** @internal */
export interface ClientInternals {
  readonly session: SessionController
  /** Sends a request without the current session: for signing in and out. */
  readonly send: (request: ApiRequest) => Promise<ApiAnswer>
  /** Completes the parameters of POST /session with the application's key and, if it signs, a signature. */
  readonly sign: (params: SignableParams) => Promise<SignableParams>
  /** What POST /session answers, if the signer opens sessions itself; else `undefined`. */
  readonly open: (params: SignableParams) => Promise<unknown>
  /** The server's time as well as it is known, ms since 1970. */
  readonly serverNow: () => number
  /** Whether the server has told its time. */
  readonly knowsTime: () => boolean
  /** What some actions look up, and the client itself has no use for. */
  readonly options: Pick<
    CubeClientOptions,
    | 'avatars'
    | 'customData'
    | 'fetch'
    | 'now'
    | 'onUnexpectedAccount'
    | 'persist'
    | 'storage'
    | 'uploadOrigins'
  >
  /** An application session that waits for the next sign-in. */
  prepared: PreparedSession | null
}

/** @internal */
export interface PreparedSession {
  readonly token: Promise<string>
  /** By the server's clock, ms since 1970. */
  readonly madeAt: number
}
