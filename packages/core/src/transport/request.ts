import { CubeError, isCubeError } from '../errors/CubeError.ts'
import { isSameScope, type Scope } from '../session/scope.ts'
import type { Rights, SessionController } from '../session/sessionController.ts'
import { abortable } from './abortable.ts'
import type { QueryParams } from './params.ts'
import { type Connection, send } from './send.ts'

/** What an action asks of the API. */
export interface RequestSpec<T> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Begins with a slash, has no `.json`, and its segments are encoded. */
  readonly path: string
  readonly query?: QueryParams
  /** Sent as JSON. */
  readonly body?: unknown
  /** `user` when the API asks for a signed-in user; otherwise any session will do. */
  readonly rights?: Rights
  /** Whether the body holds credentials: a 401 or 404 then means that they are wrong. */
  readonly credentials?: boolean
  /** Texts of the body that must not come back in an error, such as passwords. */
  readonly secrets?: readonly string[]
  /** Checks the answer's body and gives it its type; throws `protocol` when it is something else. */
  readonly parse: (body: unknown) => T
}

/** What every action accepts. */
export interface RequestOptions {
  /** Gives the request up: the promise rejects with `aborted` at once. */
  signal?: AbortSignal | undefined
  /** On whose behalf; by default whoever is signed in when the request starts. */
  scope?: Scope | undefined
}

/** Sends a request with a session: opened if there is none, renewed once if the server has forgotten it. */
export type RequestFunction = <T>(spec: RequestSpec<T>, options?: RequestOptions) => Promise<T>

/**
 * Makes the only way out to the API.
 *
 * The scope is checked before sending, when the headers are here, and when the body is: an answer meant for
 * one user is never given to another.
 */
export function createRequest(connection: Connection, session: SessionController): RequestFunction {
  return async (spec, options = {}) => {
    const { signal } = options
    const known = session.getSnapshot().status === 'loading' ? undefined : session.scope()
    await abortable(session.ready(), signal)
    const scope = options.scope ?? known ?? session.scope()
    const guard = (): void => {
      if (!isSameScope(scope, session.scope())) throw new CubeError('session-changed')
    }
    const exchange = async (token: string): Promise<unknown> => {
      guard()
      try {
        const { data, expiresAt } = await send(connection, { ...spec, token, signal, guard })
        // The page may have slept while the answer came, and others may have left meanwhile.
        await abortable(session.caughtUp(), signal)
        guard()
        session.accepted(token, expiresAt)
        return data
      } catch (error) {
        guard()
        session.failed(error)
        throw error
      }
    }
    guard()
    const rights = spec.rights ?? 'app'
    const token = await abortable(session.token(rights), signal)
    const failedBefore = session.failedRenewals()
    try {
      return spec.parse(await exchange(token))
    } catch (error) {
      if (!isCubeError(error, 'session-expired')) throw error
      const renewed = await abortable(session.renew(token, rights, failedBefore), signal).catch(
        (reason: unknown) => {
          if (!isCubeError(reason, 'session-expired')) guard()
          session.failed(reason)
          throw reason
        },
      )
      return spec.parse(await exchange(renewed))
    }
  }
}
