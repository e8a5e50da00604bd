import { openSession } from '../auth/openSession.ts'
import { CubeError } from '../errors/CubeError.ts'
import { createSessionController } from '../session/sessionController.ts'
import { indexedDbStorage } from '../session/stores/indexedDb.ts'
import { memoryStorage } from '../session/stores/memory.ts'
import { withDeadline } from '../transport/deadline.ts'
import { createRequest } from '../transport/request.ts'
import { type Connection, send } from '../transport/send.ts'
import { createServerClock } from '../transport/serverClock.ts'
import { type ClientInternals, type CubeClient, internals } from './CubeClient.ts'
import type { CubeClientOptions } from './options.ts'

const defaultApiUrl = 'https://api.connectycube.com'
const defaultTimeoutMs = 15_000
/** A page that closes waits no longer for the answer to its logout. */
const revokeTimeoutMs = 5000

/**
 * Makes a client for one ConnectyCube application.
 *
 * It is inert: no request, timer, listener or storage access happens until it is used or started.
 *
 * @throws CubeError `invalid-argument` when `appId` is no positive integer or `apiUrl` is no http(s) URL.
 * @example
 * import { createCubeClient, unsigned } from '@cubekit/core'
 *
 * export const client = createCubeClient({ appId: 1, signer: unsigned({ authKey: '29WfrNWdvkhmX6V' }) })
 */
export function createCubeClient(options: CubeClientOptions): CubeClient {
  const { appId, signer } = options
  if (!Number.isSafeInteger(appId) || appId <= 0) {
    throw new CubeError('invalid-argument', { message: 'appId must be a positive whole number.' })
  }
  const apiUrl = (options.apiUrl ?? defaultApiUrl).replace(/\/+$/, '')
  if (!/^https?:\/\/[^/]/.test(apiUrl)) {
    throw new CubeError('invalid-argument', { message: 'apiUrl must begin with https:// or http://.' })
  }
  const fetch: typeof globalThis.fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init))
  const clock = createServerClock(options.now ?? Date.now)
  const connection: Connection = {
    apiUrl,
    fetch,
    timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
    clock,
  }

  const opener = {
    appId,
    serverNow: clock.serverNow,
    send: (request: Parameters<ClientInternals['send']>[0]) => send(connection, request),
    sign: (params: Parameters<ClientInternals['sign']>[0]) =>
      withDeadline(async (signal) => {
        try {
          return await signer.sign(params, { now: clock.serverNow(), fetch, signal })
        } catch (error) {
          // What a signer of the app's own throws may hold a secret.
          throw error instanceof CubeError
            ? error
            : new CubeError('signature-rejected', { message: 'The signer failed.' })
        }
      }, connection.timeoutMs),
  }

  const session = createSessionController({
    appId,
    key: `${appId} ${apiUrl}`,
    storage: options.storage ?? (hasIndexedDb() ? indexedDbStorage() : memoryStorage()),
    openAppSession: async () => (await openSession(opener)).token,
    revoke: (token) =>
      send(connection, {
        method: 'DELETE',
        path: '/session',
        token,
        keepalive: true,
        timeoutMs: revokeTimeoutMs,
      }).then(
        () => true,
        // A session that the server does not know any more is as good as ended.
        (error: unknown) => error instanceof CubeError && error.code === 'session-expired',
      ),
  })

  const hidden: ClientInternals = { ...opener, session, prepared: null }
  const client: CubeClient = {
    appId,
    apiUrl,
    getSession: session.getSnapshot,
    subscribe: session.subscribe,
    scope: session.scope,
    ready: session.ready,
    request: createRequest(connection, session),
    start() {
      void session.ready()
      return session.close
    },
    [internals]: hidden,
  }
  return client
}

/** Sandboxed frames have the name but throw when it is touched. */
function hasIndexedDb(): boolean {
  try {
    return Boolean(globalThis.indexedDB)
  } catch {
    return false
  }
}
