import { CubeError } from '../errors/CubeError.ts'
import { isFields } from '../wire/fields.ts'
import { askServer, type OwnServerOptions } from './askServer.ts'
import type { SignContext, Signer } from './Signer.ts'
import type { SignableParams } from './stringToSign.ts'

/** A signer that signs nothing: your server opens all sessions. */
export interface SessionBroker extends Signer {
  open(params: SignableParams, context: SignContext): Promise<unknown>
  /**
   * The session of whoever is signed in to your app, as your server's `userOf` knows them: for `adoptSession`,
   * and as the answer of a `credentialProvider`.
   *
   * @throws CubeError `invalid-credentials` when nobody is, or ConnectyCube does not know them;
   * `signature-rejected` when your server refuses; `unreachable`, `timeout`, `aborted`, `rate-limited`,
   * `server-error`, `protocol`.
   * @example
   * const broker = sessionBroker('/api/cube/session')
   * const client = createCubeClient({
   *   appId: 1234,
   *   signer: broker,
   *   credentialProvider: ({ signal }) => broker.userSession({ signal }),
   * })
   * await adoptSession(client, await broker.userSession())
   */
  userSession(options?: Partial<Pick<SignContext, 'fetch' | 'signal'>>): Promise<OpenedSession>
}

/** What POST /session answers. */
export interface OpenedSession {
  readonly session: { readonly token: string; readonly [field: string]: unknown }
}

/** How long a broker may take, in ms, when nobody else says. */
const patienceMs = 15_000

/**
 * Lets your own server open the sessions, so that neither the application's secret nor its key is in the page.
 * The server's half is `createSessionBroker` of `@cubekit/core/server`.
 *
 * Application sessions and guests come from the broker. `login` takes an application session from it and signs
 * in on that. `createSession(client, { login, password })` throws `invalid-argument`: passwords are for
 * ConnectyCube and not for your server.
 *
 * @param url Where your broker listens, absolute or relative to the page.
 * @example
 * const client = createCubeClient({ appId: 1234, signer: sessionBroker('/api/cube/session') })
 * await loginAsGuest(client, { full_name: 'Olof Shodger' })
 */
export function sessionBroker(url: string, options: OwnServerOptions = {}): SessionBroker {
  return {
    open: async (params, context) => openThroughBroker(url, brokerRequest(params), context, options),
    async userSession({ fetch = globalThis.fetch.bind(globalThis), signal } = {}) {
      const patience = new AbortController()
      const timer = setTimeout(() => patience.abort(new CubeError('timeout')), patienceMs)
      try {
        const context = { fetch, signal: signal ?? patience.signal }
        return await openThroughBroker(url, { kind: 'user' }, context, options)
      } finally {
        clearTimeout(timer)
      }
    },
    async sign() {
      throw new CubeError('invalid-argument', { message: 'A session broker opens sessions and signs none.' })
    },
  }
}

/** What a broker is asked for in place of a POST /session with these parameters. */
function brokerRequest({ user, ...others }: SignableParams): object {
  if (user === undefined && Object.keys(others).every((name) => name === 'application_id'))
    return { kind: 'app' }
  const { guest, full_name, ...more } = isFields(user) ? user : {}
  if (guest === undefined || Object.keys(more).length > 0) {
    throw new CubeError('invalid-argument', {
      message: 'A session broker is not told credentials. Use login() to sign a user in.',
    })
  }
  return { kind: 'guest', full_name }
}

/** Asks a broker for a session, and makes sure that the answer holds one. */
async function openThroughBroker(
  url: string,
  wanted: object,
  context: Pick<SignContext, 'fetch' | 'signal'>,
  options: OwnServerOptions,
): Promise<OpenedSession> {
  const answer = await askServer('session broker', url, wanted, context, options)
  const session = isFields(answer) ? answer['session'] : undefined
  if (!isFields(session) || typeof session['token'] !== 'string') {
    throw new CubeError('protocol', { message: 'The session broker on your server gave no session.' })
  }
  return { session: { ...session, token: session['token'] } }
}
