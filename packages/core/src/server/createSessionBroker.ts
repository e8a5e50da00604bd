import type { LoginCredentials } from '../auth/credentials.ts'
import { CubeError, isCubeError } from '../errors/CubeError.ts'
import { createApiSessions, type NewSessionBody } from './apiSessions.ts'
import { type BrokerRequest, readBrokerRequest } from './brokerRequest.ts'
import { createEndpoint, type FetchHandler, refusal, report } from './endpoint.ts'
import { checkOptions, type ServerOptions } from './ServerOptions.ts'

/** What `createSessionBroker` needs to know. */
export interface SessionBrokerOptions extends ServerOptions {
  /** Where the API is; by default `https://api.connectycube.com`. */
  readonly apiUrl?: string | undefined
  /** Replaces the platform's `fetch`, for the emulator and for tests. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /**
   * Who asks, as ConnectyCube knows them; `null` when nobody is signed in to your app. With a Custom Identity
   * Provider this is the token that your provider will be asked about. Without it no user sessions are made.
   */
  readonly userOf?:
    | ((request: Request) => LoginCredentials | null | Promise<LoginCredentials | null>)
    | undefined
}

const timeoutMs = 10_000

/**
 * The server's half of `sessionBroker(url)`: makes the sessions themselves on the server, so that neither the
 * secret nor anybody's credentials are in a page, which gets the session and nothing else.
 *
 * A page chooses between `{ kind: 'app' }`, `{ kind: 'guest', full_name? }` and `{ kind: 'user' }`; who the user
 * is says `userOf`. Who is answered at all is decided as for {@link createSignerHandler}, with the same statuses;
 * beyond them 401 when there is no such user, 422 for a name that is too long or holds control characters,
 * and 502 when ConnectyCube could not be asked.
 *
 * A guest's name cannot change what is signed: one that holds an `&`, which separates what is signed, is set by
 * PUT /users afterwards. Users are signed in by POST /login, which is not signed.
 *
 * @throws CubeError `invalid-argument` when something is missing, in production `authorize` too.
 * @example
 * const openSession = createSessionBroker({
 *   appId: 1234,
 *   authKey: process.env.CUBE_AUTH_KEY,
 *   authSecret: process.env.CUBE_AUTH_SECRET,
 *   origins: ['https://app.example'],
 *   authorize: (request) => visitorOf(request)?.id ?? false,
 *   userOf: (request) => {
 *     const person = personOf(request)
 *     return person && { provider: 'cidp', token: person.identityToken }
 *   },
 * })
 * export { openSession as POST, openSession as OPTIONS }
 *
 * Source: ConnectyCube server API, POST /session, POST /login; guide "Custom Identity Provider".
 */
export function createSessionBroker(options: SessionBrokerOptions): FetchHandler {
  const checked = checkOptions('createSessionBroker', options)
  const { userOf, apiUrl = 'https://api.connectycube.com' } = options
  if (!/^https?:\/\/[^/]/.test(apiUrl))
    throw new CubeError('invalid-argument', { message: 'apiUrl must begin with https:// or http://.' })
  const sessions = createApiSessions(checked, {
    apiUrl: apiUrl.replace(/\/+$/, ''),
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    timeoutMs,
    now: checked.now,
  })

  async function open(wanted: BrokerRequest, request: Request): Promise<NewSessionBody | 401 | 403> {
    if (wanted.kind === 'app') return sessions.app()
    if (wanted.kind === 'guest') return sessions.guest(wanted.full_name)
    if (userOf === undefined) return 403
    const credentials = await userOf(request)
    return credentials === null ? 401 : sessions.user(credentials)
  }

  return createEndpoint(checked, async (body, request) => {
    const wanted = readBrokerRequest(body)
    if (typeof wanted === 'number') return refusal(wanted)
    try {
      const session = await open(wanted, request)
      return typeof session === 'number' ? refusal(session) : Response.json(session, { status: 201 })
    } catch (error) {
      const answer = answerTo(error, wanted.kind)
      if (answer.status >= 500) report(error, checked.onError)
      return answer
    }
  })
}

/** What a page may know of what ConnectyCube said. */
function answerTo(error: unknown, kind: BrokerRequest['kind']): Response {
  if (!isCubeError(error)) return refusal(500)
  switch (error.code) {
    case 'invalid-credentials':
      return refusal(401)
    case 'forbidden':
      return refusal(403)
    case 'validation':
      // A guest chose the name; a user's credentials are this server's own.
      return refusal(kind === 'guest' ? 422 : 500)
    case 'rate-limited':
      return refusal(429, { 'Retry-After': String(Math.ceil((error.retryAfterMs ?? 5000) / 1000)) })
    case 'app-rejected':
    case 'signature-rejected':
    case 'clock-skew':
    case 'nonce-rejected':
      // The set-up of this server is wrong, which the page's developer must hear.
      return Response.json({ code: error.code }, { status: 500 })
    default:
      return refusal(502)
  }
}
