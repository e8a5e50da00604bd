import { isCubeError, isSameScope, type Scope } from '../../src/index.ts'
import type { Page } from './Scheduler.ts'
import { type Tab } from './Tab.ts'
import type { World } from './World.ts'

/** What somebody asked of a client, and what became of it. */
export interface Call {
  readonly kind: 'app' | 'user' | 'who' | 'prepare' | 'sign-in' | 'adoption' | 'deletion' | 'end'
  readonly page: Page
  readonly path: string
  readonly rights: 'app' | 'user'
  /** On whose behalf, if that was known yet. */
  readonly scope: Scope | null
  readonly controller: AbortController
  sends: number
  isSettled: boolean
  /** `done`, or the code of its error. */
  outcome: string | null
  isAborted: boolean
  /** Whether it may no longer fail: all is well. */
  mustSucceed: boolean
}

/** Watches promises: I1 and I5. */
export class CallWatch {
  readonly all: Call[] = []
  readonly #world: World
  readonly #byPath = new Map<string, Call>()

  constructor(world: World) {
    this.#world = world
  }

  byPath(path: string): Call | undefined {
    return this.#byPath.get(path)
  }

  /** Makes a call and follows it to its end. */
  make<T>(tab: Tab, kind: Call['kind'], run: (call: Call) => Promise<T>, check?: (value: T) => void): Call {
    const { client, page } = tab
    const path = `/users/${100 + this.all.length}`
    const call: Call = {
      kind,
      page,
      path,
      rights: kind === 'user' ? 'user' : 'app',
      scope: client.getSession().status === 'loading' ? null : client.scope(),
      controller: new AbortController(),
      sends: 0,
      isSettled: false,
      outcome: null,
      isAborted: false,
      mustSucceed: false,
    }
    this.all.push(call)
    this.#byPath.set(path, call)
    run(call).then(
      (value) => {
        call.outcome = 'done'
        this.#settle(tab, call, `gives ${JSON.stringify(value)}`)
        if (call.isAborted && kind !== 'sign-in')
          this.#world.violate('I5', `an aborted call (${kind}) was fulfilled`)
        check?.(value)
      },
      (error: unknown) => {
        call.outcome = isCubeError(error) ? error.code : 'unknown'
        this.#settle(tab, call, isCubeError(error) ? `fails: ${error.code}` : `fails: ${String(error)}`)
        if (!isCubeError(error)) this.#world.violate('I5', `a call (${kind}) failed with ${String(error)}`)
        else if (call.mustSucceed)
          this.#world.violate('I5', `a call (${kind}) failed though all is well: ${error.code}`)
        if (kind === 'end' || kind === 'prepare') this.#world.violate('I5', `${kind} rejects`)
      },
    )
    return call
  }

  /**
   * I1: what is delivered is of whoever is signed in at that moment, or was when the present task began: between the
   * client's last look and the caller lie some microtasks, in which others may call logout.
   */
  checkDelivery(tab: Tab, call: Call, askedBy: number | null): void {
    // Where storages fail, hints vouch for what nobody has verified.
    if (this.#world.setting.start === 'planted' && this.#world.tabs.some((each) => each.isOnItsOwn)) return
    const now = tab.client.scope()
    const before = scopeBefore(tab)
    const isOfNow = (scope: Scope): boolean =>
      (askedBy === null || askedBy === scope.user) && isFor(call, scope)
    if (!isOfNow(now) && !isOfNow(before)) {
      const asked = `${askedBy ?? 'an app'}, epoch ${call.scope?.epoch ?? 'unknown'}`
      this.#world.violate('I1', `an answer to ${asked} was delivered to ${now.user}, epoch ${now.epoch}`)
    }
    if (askedBy === null && call.rights === 'user')
      this.#world.violate('I8', 'a user request was answered for an app')
  }

  /** The page is gone: nothing of it needs to settle. */
  drop(page: Page): void {
    for (const call of this.all) if (call.page === page) call.isSettled = true
  }

  isOpen(tab: Tab, kind: Call['kind']): boolean {
    return this.all.some((call) => call.page === tab.page && call.kind === kind && !call.isSettled)
  }

  /** Whether anybody who is still there needs a session in this tab. */
  isWanted(tab: Tab): boolean {
    const scopes = [tab.client.scope(), scopeBefore(tab)]
    return this.all.some(
      (call) =>
        call.page === tab.page &&
        call.kind !== 'end' &&
        (!call.isSettled || call.isAborted) &&
        (call.kind === 'sign-in' || call.kind === 'prepare' || scopes.some((scope) => isFor(call, scope))),
    )
  }

  /** I5: once there is rest, nothing is left open. */
  checkSettled(): void {
    const open = this.all.find((call) => !call.isSettled)
    if (open) this.#world.violate('I5', `a call (${open.kind}) of ${open.page.name} never settles`)
  }

  #settle(tab: Tab, call: Call, outcome: string): void {
    call.isSettled = true
    this.#world.scheduler.trace?.(`    ${tab.page.name} ${call.kind} ${call.path} ${outcome}`)
  }
}

/** On whose behalf a tab was when the present task began. */
function scopeBefore({ view, epoch }: Tab): Scope {
  return { app: 1, user: view.user?.id ?? 'app', epoch }
}

function isFor(call: Call, scope: Scope): boolean {
  return !call.scope || isSameScope(call.scope, scope)
}
