import { checkConvergence, checkView } from './ViewWatch.ts'
import type { History } from './History.ts'
import { perform, request, thaw } from './perform.ts'
import { prepareStart } from './start.ts'
import { bootTab } from './Tab.ts'
import { goBy } from './virtualGlobals.ts'
import { type Setting, World } from './World.ts'

/** All deadlines are over after that long, ms. */
const restMs = 120_000
/** Longer than any pause of the breaker, ms. */
const longestPauseMs = 6 * 60_000
const mostSteps = 3000

/** Runs a history to its end, and the world to its rest. Throws the `Violation` if an invariant does not hold. */
export async function runHistory(
  history: History,
  trace: ((line: string) => void) | null = null,
): Promise<World> {
  const run = await Run.begin(history.setting, history.choices, trace)
  const { world } = run
  const { scheduler } = world
  for (const act of history.acts) {
    await run.someSteps()
    await scheduler.act(world.tabs[act.tab]?.page ?? null, `${act.kind} (${act.n})`, () =>
      perform(world, act),
    )
    run.look()
  }
  await run.rest()
  await run.epilogue()
  run.close()
  return world
}

/** Where promises that reject without anybody listening are reported. */
let reportTo: World | null = null

export function reportUnhandled(error: unknown): void {
  reportTo?.violate('I5', `a promise rejects and nobody listens: ${String(error)}`)
}

/** A world on its way, and the choices by which it goes. */
export class Run {
  readonly world: World
  readonly #choices: Uint8Array
  #used = 0
  #steps = 0

  constructor(world: World, choices: Uint8Array) {
    this.world = world
    this.#choices = choices
  }

  /** Makes a world and opens its tabs. */
  static async begin(
    setting: Setting,
    choices: Uint8Array,
    trace: ((line: string) => void) | null = null,
  ): Promise<Run> {
    const world = new World(setting)
    const { scheduler } = world
    scheduler.trace = trace
    goBy(scheduler, choices[0] ?? 1)
    reportTo = world
    prepareStart(world)
    for (let index = 0; index < setting.tabs; index++) {
      await scheduler.act(null, `tab ${index + 1} opens`, () => world.tabs.push(bootTab(world, index, 0)))
    }
    return new Run(world, choices)
  }

  /** Lets things happen until it is the next act's turn. When choices have run out, all that can happen does. */
  async someSteps(): Promise<void> {
    const { scheduler } = this.world
    for (;;) {
      const ready = scheduler.ready()
      if (ready === 0) return
      const choice = (this.#choices[this.#used++] ?? 0) % (ready + 1)
      if (choice === ready) return
      await this.#step(choice)
    }
  }

  /** Everything mends and everybody wakes; time passes until nothing is left to happen. */
  async rest(): Promise<void> {
    const { scheduler, server, store, bus, tabs } = this.world
    const mayHaveMissed = bus.lost > 0 || this.world.wasCleared
    const troubled = tabs.filter((tab) => tab.isOnItsOwn || mayHaveMissed)
    server.fault = 'none'
    store.faults.fill('none')
    bus.fault = 'none'
    for (const tab of tabs) {
      await scheduler.act(tab.page, 'thaws at last', () => {
        if (tab.page.isFrozen) thaw(this.world, tab)
        else if (troubled.includes(tab)) bus.tell(tab.page, 'woke')
      })
    }
    await this.idle()
    // Cleared data are noticed at the next look, and so is what was stored where others had failed.
    for (const tab of troubled) {
      await scheduler.act(tab.page, 'is looked at again', () => bus.tell(tab.page, 'woke'))
    }
    await this.idle()
    this.world.calls.checkSettled()
    checkConvergence(this.world)
    this.world.traffic.checkEconomy()
    this.look()
  }

  /** All is well again: requests succeed. */
  async epilogue(): Promise<void> {
    const { scheduler, server, tabs } = this.world
    this.world.provider = 'right'
    server.isRenewalRefused = false
    // The first requests, all at once, may be those that find that a session has lapsed.
    for (const mustSucceed of [false, true]) {
      scheduler.pass(longestPauseMs)
      for (const tab of tabs) {
        await scheduler.act(tab.page, 'asks at last', () => {
          request(this.world, tab, 'app').mustSucceed = mustSucceed
        })
        if (mustSucceed) await this.idle()
      }
      await this.idle()
    }
    this.world.calls.checkSettled()
    checkConvergence(this.world)
    this.look()
  }

  /** Clients are stopped, and leave nothing behind. */
  close(): void {
    const { tabs, bus, scheduler } = this.world
    for (const { stop, page } of tabs) {
      stop()
      const left = [
        bus.listenersOf(page).size > 0 ? 'listeners' : '',
        bus.isQueued(page) ? 'a lock' : '',
        scheduler.timersOf(page) > 0 ? 'timers' : '',
      ].filter(Boolean)
      if (left.length > 0) this.world.violate('I5', `${page.name} leaves ${left.join(' and ')} behind`)
    }
    this.look()
  }

  /** Throws when something is wrong. */
  look(): void {
    const world = this.world
    for (const tab of world.tabs) checkView(world, tab)
    if (world.aborted && !world.aborted.isSettled)
      world.violate('I5', 'an aborted call does not reject at once')
    world.aborted = null
    if (world.violation) throw world.violation
  }

  /** Lets everything happen that is to happen within this time, ms. */
  async idle(ms: number = restMs): Promise<void> {
    const { scheduler } = this.world
    const latest = scheduler.time + ms
    this.#steps = 0
    for (;;) {
      const ready = scheduler.ready()
      if (ready > 0) await this.#step((this.#choices[this.#used++] ?? 0) % ready)
      else if (!scheduler.passToNextTimer(latest)) return
    }
  }

  async #step(nth: number): Promise<void> {
    if (++this.#steps > mostSteps) this.world.violate('I5', 'the world does not come to rest')
    await this.world.scheduler.step(nth)
    this.look()
  }
}
