import type { Page, Scheduler } from './Scheduler.ts'
import { answerOf, type Answer, networkError } from './Answer.ts'

/** What the server does to requests instead of handling them. */
export type ServerFault =
  | 'none'
  | 'unreachable'
  | 'lost answer'
  | 'hangs'
  | '503'
  | '429'
  | 'html'
  | 'rejects fresh tokens'
  | 'no sessions'

/** A session as the server keeps it, and what became of it. */
export interface ServerSession {
  readonly token: string
  readonly id: number
  user: ServerUser | null
  isAlive: boolean
  lastUse: number
  /** Whether any request with it was accepted, and refused as unknown. */
  wasAccepted: boolean
  wasRefused: boolean
  /** What made it somebody's: the request that carried the credentials. */
  signedInBy: ModelRequest | null
}

export interface ServerUser {
  readonly id: number
  readonly login: string | null
  readonly isGuest: boolean
  /** Since when there has been such a user, ms since 1970. */
  readonly since: number
}

/** A request on its way. */
export interface ModelRequest {
  readonly page: Page
  /** The tab's moment of sending, and virtual ms. */
  readonly sent: number
  readonly sentAt: number
  readonly method: string
  readonly path: string
  readonly token: string | null
  readonly body: Record<string, unknown>
}

/** Who hears of everything the server sees. */
export interface ServerWatch {
  readonly sent: (request: ModelRequest) => void
  readonly answered: (request: ModelRequest, status: number, session: ServerSession | null) => void
}

const sessionLifeMs = 2 * 3_600_000
const hourMs = 3_600_000

export const people: readonly ServerUser[] = [
  { id: 1, login: 'A', isGuest: false, since: 0 },
  { id: 2, login: 'B', isGuest: false, since: 0 },
]

/** A ConnectyCube of the size that a thousand runs a second allow. Knows the person's and the renewal's password. */
export class ModelServer {
  fault: ServerFault = 'none'
  /** Whether the password that renewals use was changed. */
  isRenewalRefused = false
  /** Whether requests must be signed freshly; then answers tell the time. */
  isSigned = false
  readonly sessions: Map<string, ServerSession> = new Map()
  readonly #scheduler: Scheduler
  readonly #watch: ServerWatch
  readonly #nonces = new Set<unknown>()
  #lastId = 0

  constructor(scheduler: Scheduler, watch: ServerWatch) {
    this.#scheduler = scheduler
    this.#watch = watch
  }

  /** Makes a page's `fetch`. */
  fetchOf(page: Page): typeof globalThis.fetch {
    // What a client uses of a Response, which is much slower to make.
    return ((url: string, init: RequestInit) => this.#send(page, url, init)) as unknown as typeof fetch
  }

  /** The server's time, ms since 1970. */
  now(): number {
    return Date.UTC(2030, 0, 1) + this.#scheduler.time
  }

  end(which: (session: ServerSession) => boolean): void {
    for (const session of this.sessions.values()) if (which(session)) session.isAlive = false
  }

  open(user: ServerUser | null, signedInBy: ModelRequest | null): ServerSession {
    const id = ++this.#lastId
    const session = {
      token: `tok-${id}-secret`,
      id,
      user,
      isAlive: true,
      lastUse: this.#scheduler.time,
      wasAccepted: false,
      wasRefused: false,
      signedInBy,
    }
    this.sessions.set(session.token, session)
    return session
  }

  #send(page: Page, url: string, init: RequestInit): Promise<Answer> {
    const { signal } = init
    const headers = init.headers as Record<string, string>
    const request: ModelRequest = {
      page,
      sent: ++this.#scheduler.count,
      sentAt: this.#scheduler.time,
      method: init.method ?? 'GET',
      path: new URL(url).pathname,
      token: headers['CB-Token'] ?? null,
      body: init.body ? (JSON.parse(init.body as string) as Record<string, unknown>) : {},
    }
    return new Promise((resolve, reject) => {
      const onAbort = (): void => reject(new DOMException('aborted', 'AbortError'))
      if (signal?.aborted) return onAbort()
      signal?.addEventListener('abort', onAbort)
      const name = `${request.method} ${request.path} ${request.token ?? ''}`
      this.#scheduler.trace?.(`    ${page.name} sends ${name}`)
      this.#watch.sent(request)
      this.#scheduler.later(null, `server handles ${name}`, () => {
        const outcome = this.#handle(request)
        if (outcome === 'hangs') return
        this.#scheduler.later(page, `answer ${outcome?.status ?? 'lost'} to ${name}`, () => {
          if (outcome === null) return reject(networkError())
          const date = this.isSigned ? new Date(this.now()).toUTCString() : null
          resolve(answerOf(outcome, this.#scheduler, page, signal ?? null, date))
        })
      })
    })
  }

  #handle(request: ModelRequest): { status: number; body: unknown } | null | 'hangs' {
    const { fault } = this
    if (fault === 'hangs') return 'hangs'
    if (fault === 'unreachable') {
      this.#watch.answered(request, 0, null)
      return null
    }
    if (fault === '503') return this.#answer(request, 503, '<h1>Unavailable</h1>')
    if (fault === '429') return this.#answer(request, 429, { errors: { base: ['Too many requests'] } })
    if (fault === 'html') return this.#answer(request, 200, '<html>Welcome to our Wi-Fi</html>')
    const isCreation = request.method === 'POST' && request.path === '/session'
    if (fault === 'no sessions' && isCreation) return this.#answer(request, 500, '')
    const answer =
      fault === 'rejects fresh tokens' && request.token !== null
        ? this.#refuse(request)
        : this.#route(request)
    if (fault !== 'lost answer') return answer
    this.#watch.answered(request, 0, null)
    return null
  }

  #answer(request: ModelRequest, status: number, body: unknown): { status: number; body: unknown } {
    const session = this.sessions.get(request.token ?? '') ?? null
    if (session && status < 300 && typeof body !== 'string') session.wasAccepted = true
    if (session && status === 401) session.wasRefused = true
    this.#watch.answered(request, typeof body === 'string' ? 0 : status, session)
    return { status, body }
  }

  #refuse(request: ModelRequest): { status: number; body: unknown } {
    return this.#answer(request, 401, { errors: { base: ['Required session does not exist'] } })
  }

  #route(request: ModelRequest): { status: number; body: unknown } {
    const { method, path, body } = request
    if (method === 'POST' && path === '/session') return this.#create(request)
    const session = this.sessions.get(request.token ?? '')
    const idle = this.#scheduler.time - (session?.lastUse ?? 0)
    if (!session?.isAlive || idle > sessionLifeMs) return this.#refuse(request)
    session.lastUse = this.#scheduler.time
    if (path === '/session' && method === 'GET')
      return this.#answer(request, 200, { session: infoOf(session) })
    if (path === '/session' && method === 'DELETE') {
      session.isAlive = false
      return this.#answer(request, 200, null)
    }
    if (path === '/login' && method === 'POST') {
      const user = this.#userOf(body)
      if (!user) return this.#answer(request, 401, { errors: { base: ['Unauthorized'] } })
      session.user = user
      session.signedInBy = request
      return this.#answer(request, 200, { user: profileOf(user) })
    }
    if (method === 'DELETE') {
      const { user } = session
      this.end((other) => other.user?.id === user?.id && user !== null)
      return this.#answer(request, 200, null)
    }
    // Every other request is one of the model's own: the answer tells whose session asked.
    return this.#answer(request, 200, { asked_by: session.user?.id ?? null })
  }

  #create(request: ModelRequest): { status: number; body: unknown } {
    const { user, nonce, timestamp } = request.body
    if (this.isSigned) {
      if (this.#nonces.has(nonce)) return this.#answer(request, 422, { errors: { base: ['bad nonce'] } })
      this.#nonces.add(nonce)
      const isLate = Math.abs(Number(timestamp) * 1000 - this.now()) > hourMs
      if (isLate) return this.#answer(request, 422, { errors: { base: ['bad timestamp'] } })
    }
    if (user === undefined) return this.#opened(request, this.open(null, null))
    const credentials = user as Record<string, unknown>
    if (credentials['guest'] === '1') {
      const guest = { id: 1000 + this.#lastId, login: null, isGuest: true, since: this.now() }
      return this.#opened(request, this.open(guest, request))
    }
    const known = this.#userOf(credentials)
    if (!known) return this.#answer(request, 401, { errors: { base: ['Unauthorized'] } })
    return this.#opened(request, this.open(known, request))
  }

  #opened(request: ModelRequest, session: ServerSession): { status: number; body: unknown } {
    return this.#answer(request, 201, { session: { ...infoOf(session), token: session.token } })
  }

  #userOf({ login, password }: Record<string, unknown>): ServerUser | null {
    if (password === `renew-${String(login)}` && this.isRenewalRefused) return null
    if (password !== `pw-${String(login)}` && password !== `renew-${String(login)}`) return null
    return people.find((person) => person.login === login) ?? null
  }
}

function infoOf({ id, user }: ServerSession): Record<string, unknown> {
  return { id, application_id: 1, user_id: user?.id ?? null, ...(user ? { user: profileOf(user) } : {}) }
}

export function profileOf({ id, login, isGuest, since }: ServerUser): Record<string, unknown> {
  const created_at = new Date(since).toISOString()
  return { id, login, full_name: login ?? 'guest', is_guest: isGuest, created_at }
}
