import { type CubeUser, isSameScope } from '../../src/index.ts'
import type { ModelRequest, ServerSession, ServerWatch } from './ModelServer.ts'
import type { Page } from './Scheduler.ts'
import type { Tab } from './Tab.ts'
import type { World } from './World.ts'

const minuteMs = 60_000

/** Watches what is sent: I2 (c), I3, I4, I8 and I10. */
export class TrafficWatch implements ServerWatch {
  readonly #world: World
  readonly #nonces = new Set<unknown>()
  /** Sessions opened by themselves and with nothing accepted since, ms. */
  #tries: number[] = []
  readonly #refusedApp = new Set<string>()
  readonly #refusedUser = new Set<string>()
  #appSessions = 0
  #asked = 0
  /** How far each page has got with its last renewal. */
  readonly #renewals = new Map<Page, 'asked' | 'failed' | 'answered'>()
  #corrected = 0
  /** Application sessions that acts of the person may have used up or asked for. */
  appAllowance = 1

  constructor(world: World) {
    this.#world = world
  }

  /** The person did something: what the breaker counts begins anew. */
  personActed(): void {
    this.#tries = []
  }

  sent(request: ModelRequest): void {
    const world = this.#world
    const tab = world.tabs[request.page.tab]
    if (!tab || tab.page !== request.page) return
    this.#checkEnded(tab, request)
    if (request.method === 'POST' && request.path === '/session') this.#checkCreation(tab, request)
    if (request.path === '/login') this.#checkCredentials(tab, request.body)
    const call = world.calls.byPath(request.path)
    if (!call) return
    call.sends++
    if (call.sends > 2) world.violate('I4', `one call was sent ${call.sends} times`)
    const scope = tab.client.scope()
    if (call.scope && !isSameScope(call.scope, scope)) {
      world.violate(
        'I1',
        `a request of epoch ${call.scope.epoch} was sent for ${scope.user} in ${scope.epoch}`,
      )
    }
    const session = world.server.sessions.get(request.token ?? '')
    if (call.rights === 'user' && !session?.user) {
      world.violate('I8', 'a request that needs a user was sent with an application session')
    }
  }

  answered(request: ModelRequest, status: number, session: ServerSession | null): void {
    if (status === 401 && session) (session.user ? this.#refusedUser : this.#refusedApp).add(session.token)
    if (status >= 200 && status < 300 && session && request.method !== 'DELETE') this.#tries = []
    const isFailure = status === 0 || status === 429 || status >= 500
    if (isFailure) this.#world.mishaps++
    if (request.method === 'POST' && this.#renewals.has(request.page)) {
      this.#renewals.set(request.page, isFailure ? 'failed' : 'answered')
    }
    if (status !== 422) return
    // The clock is put right once, by an attempt that counts as the same.
    this.#corrected++
    this.#world.mishaps++
    this.#tries.pop()
  }

  /** Whether a page's renewal got no further than to a server that failed. */
  hasMerelyFailed(page: Page): boolean {
    return this.#renewals.get(page) === 'failed'
  }

  /** The renewal ends here, whatever became of other requests of the page meanwhile. */
  providerHasNothing(page: Page): void {
    this.#renewals.delete(page)
  }

  askedProvider(page: Page, user: CubeUser): void {
    this.#asked++
    this.#renewals.set(page, 'asked')
    const { view } = this.#world.tabs[page.tab] ?? {}
    if (view?.user?.id !== user.id) {
      this.#world.violate(
        'I8',
        `the provider is asked for ${user.id} while ${view?.user?.id ?? 'nobody'} is signed in`,
      )
    }
  }

  /** I3, once all is over. */
  checkEconomy(): void {
    const { mishaps, setting, bus } = this.#world
    const slack = mishaps + bus.impatient
    if (!setting.hasLocks) return
    // A renewal signs in on an application session of its own.
    const appNeeded = this.appAllowance + this.#refusedApp.size + this.#asked + slack
    if (this.#appSessions > appNeeded) {
      this.#world.violate(
        'I3',
        `${this.#appSessions} application sessions where ${appNeeded} would have done`,
      )
    }
    // One that fails because its own application session has lapsed is followed by another.
    const needed = this.#refusedUser.size + this.#refusedApp.size + slack
    if (this.#asked > needed) {
      this.#world.violate('I3', `${this.#asked} renewals where ${needed} would have done`)
    }
  }

  #checkEnded(tab: Tab, { token, method, path }: ModelRequest): void {
    const endedAt = this.#world.records.ended.get(token ?? '')
    if (endedAt === undefined || method === 'DELETE' || this.#world.store.failures > 0) return
    if (endedAt < Math.max(tab.bootedAt, tab.thawedAt, tab.heardAt)) {
      this.#world.violate('I2', `${method} ${path} was sent with an ended session by a tab that should know`)
    }
  }

  #checkCreation(tab: Tab, request: ModelRequest): void {
    const world = this.#world
    const { user, nonce } = request.body
    if (nonce !== undefined) {
      if (this.#nonces.has(nonce)) world.violate('I10', 'a signature was sent twice')
      this.#nonces.add(nonce)
    }
    if (user === undefined) {
      this.#appSessions++
      // Once the provider has given credentials, the renewal goes through; so does one with the right time.
      if (
        !world.calls.isWanted(tab) &&
        world.store.failures === 0 &&
        this.#asked === 0 &&
        this.#corrected === 0
      )
        world.violate('I3', 'an application session was opened for nobody')
      const isPersons = world.calls.isOpen(tab, 'sign-in') || world.calls.isOpen(tab, 'prepare')
      if (!isPersons) this.#countTry()
      return
    }
    this.#checkCredentials(tab, user as Record<string, unknown>)
  }

  /** Whoever signs in has asked for it; whoever is renewed has not. */
  #checkCredentials(tab: Tab, credentials: Record<string, unknown>): void {
    if (String(credentials['password']).startsWith('renew-')) return
    if (!this.#world.calls.isOpen(tab, 'sign-in')) {
      const what = credentials['guest'] === '1' ? 'a guest was made' : 'somebody was signed in'
      this.#world.violate('I8', `${what} though nobody asked for it`)
    }
  }

  /** How many sessions were opened without anybody's doing. */
  opened = 0

  #countTry(): void {
    this.opened++
    const { time } = this.#world.scheduler
    this.#tries.push(time)
    const groups = this.#world.tabs.filter((tab) => tab.isOnItsOwn).length + 1
    const within = (ms: number): number => this.#tries.filter((at) => time - at < ms).length
    if (within(minuteMs) > 3 * groups)
      this.#world.violate('I4', `${within(minuteMs)} vain sessions in a minute`)
    if (within(60 * minuteMs) > 20 * groups)
      this.#world.violate('I4', 'more than 20 vain sessions in an hour')
  }
}
