import { openSession } from '../auth/openSession.ts'
import { askProvider } from '../auth/credentialProvider.ts'
import { CubeError, isCubeError } from '../errors/CubeError.ts'
import { browserTabs } from '../session/browserTabs.ts'
import { createSessionController } from '../session/sessionController.ts'
import type { SessionStorage } from '../session/SessionStorage.ts'
import { indexedDbStorage } from '../session/stores/indexedDb.ts'
import { webStorage } from '../session/stores/webStorage.ts'
import { noTabs, type Tabs } from '../session/Tabs.ts'
import type { SignContext } from '../signing/Signer.ts'
import type { SignableParams } from '../signing/stringToSign.ts'
import { withDeadline } from '../timing/withDeadline.ts'
import { createRequest } from '../transport/request.ts'
import { type Connection, send } from '../transport/send.ts'
import { createServerClock } from '../transport/serverClock.ts'
import { parseSessionInfo } from '../wire/session.ts'
import type { CubeUser } from '../wire/user.ts'
import { type ClientInternals, type CubeClient, internals } from './CubeClient.ts'
import type { CubeClientOptions } from './options.ts'

const defaultApiUrl = 'https://api.connectycube.com'
const defaultTimeoutMs = 15_000
/** A page that closes waits no longer for the answer to its logout. */
const revokeTimeoutMs = 5000
/** How long the server keeps a guest. */
const guestLifeMs = 24 * 60 * 60_000

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

  const withSigner = <T>(work: (context: SignContext) => Promise<T>): Promise<T> =>
    withDeadline(async (signal) => {
      try {
        return await work({ now: clock.serverNow(), fetch, signal })
      } catch (error) {
        // What a signer of the app's own throws may hold a secret.
        throw error instanceof CubeError
          ? error
          : new CubeError('signature-rejected', { message: 'The signer failed.' })
      }
    }, connection.timeoutMs)

  const opener = {
    appId,
    serverNow: clock.serverNow,
    knowsTime: clock.isKnown,
    send: (request: Parameters<ClientInternals['send']>[0]) => send(connection, request),
    sign: (params: SignableParams) => withSigner((context) => signer.sign(params, context)),
    open: (params: SignableParams) => withSigner(async (context) => signer.open?.(params, context)),
  }

  const guestEnd = ({ created_at }: CubeUser): number =>
    clock.toLocal(Date.parse(created_at ?? '') + guestLifeMs)
  const key = `${appId} ${apiUrl}`
  const { credentialProvider, on } = options
  const session = createSessionController({
    appId,
    key,
    storages: options.storage ? [options.storage] : storagesFor(options.persist ?? 'local'),
    tabs: options.tabs ?? tabsFor(key, options),
    now: clock.localNow,
    openAppSession: async (mustBeWanted) => (await openSession(opener, {}, { mustBeWanted })).token,
    askForCredentials: credentialProvider
      ? (user, signal) => askProvider(client, credentialProvider, user, signal)
      : null,
    sessionExpired: on?.sessionExpired,
    guestEnd,
    isGuestOver: (guest) => clock.isKnown() && clock.localNow() > guestEnd(guest),
    askWho: async (token) =>
      parseSessionInfo((await send(connection, { method: 'GET', path: '/session', token })).data).user_id,
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
        (error: unknown) => isCubeError(error, 'session-expired'),
      ),
  })

  const hidden: ClientInternals = { ...opener, session, options, prepared: null }
  const client: CubeClient = {
    appId,
    apiUrl,
    getSession: session.getSnapshot,
    subscribe: session.subscribe,
    on: session.on,
    persistence: session.persistence,
    scope: session.scope,
    ready: session.ready,
    request: createRequest(connection, session),
    start: session.start,
    [internals]: hidden,
  }
  return client
}

/** The places to keep a session in, the best first. Below the last there is memory. */
function storagesFor(persist: NonNullable<CubeClientOptions['persist']>): readonly SessionStorage[] {
  if (persist === 'memory') return []
  const database = persist === 'local' && hasIndexedDb() ? [indexedDbStorage()] : []
  if (typeof document === 'undefined') return database
  return [...database, webStorage(persist === 'tab' ? 'session' : 'local')]
}

/** Only what is kept in a place that tabs share needs them. */
function tabsFor(key: string, { persist, storage }: CubeClientOptions): Tabs {
  const isShared = storage !== undefined || persist === undefined || persist === 'local'
  return isShared && typeof document !== 'undefined' ? browserTabs(key) : noTabs
}

/** Sandboxed frames have the name but throw when it is touched. */
function hasIndexedDb(): boolean {
  try {
    return Boolean(globalThis.indexedDB)
  } catch {
    return false
  }
}
