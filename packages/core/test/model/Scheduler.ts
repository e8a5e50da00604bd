/** One page's life: what it had under way is gone when it ends, and waits while it is frozen. */
export interface Page {
  readonly name: string
  readonly tab: number
  isAlive: boolean
  isFrozen: boolean
}

/** Something that is about to happen, at nobody knows which moment. `null` is the world outside of all pages. */
interface Task {
  readonly page: Page | null
  readonly what: string
  readonly run: () => void
}

interface Timer extends Task {
  readonly id: number
  readonly at: number
}

const realSetImmediate = setImmediate

/**
 * Virtual time and everything that happens in it. What happens next is picked from a stream of choices, so that
 * the same choices give the same run; code that awaits gets as far as it can before the next task.
 */
export class Scheduler {
  /** Time that never jumps, ms. */
  time = 0
  /** How much has happened: orders everything. */
  count = 0
  /** Whose code is running. */
  current: Page | null = null
  trace: ((line: string) => void) | null = null
  #tasks: Task[] = []
  #timers: Timer[] = []
  #lastTimer = 0

  /** Lets something happen later, in the page that asks for it. */
  later(page: Page | null, what: string, run: () => void): void {
    if (page?.isAlive !== false) this.#tasks.push({ page, what, run })
  }

  /** A timer of the page whose code is running. */
  setTimer(run: () => void, ms: number, options: { again?: boolean; page?: Page | null } = {}): number {
    const { again = false, page = this.current } = options
    const id = ++this.#lastTimer
    const what = `timer of ${ms} ms`
    const arm = (): void => {
      if (page?.isAlive === false) return
      const at = this.time + Math.max(0, ms || 0)
      this.#timers.push({ id, at, page, what, run: again ? repeat : run })
    }
    const repeat = (): void => {
      arm()
      run()
    }
    arm()
    return id
  }

  clearTimer(id: number | undefined): void {
    if (id === undefined) return
    const at = this.#timers.findIndex((timer) => timer.id === id)
    if (at >= 0) this.#timers.splice(at, 1)
    const due = this.#tasks.findIndex((task) => 'id' in task && task.id === id)
    if (due >= 0) this.#tasks.splice(due, 1)
  }

  /** Ends a page: nothing of it ever happens any more. */
  end(page: Page): void {
    page.isAlive = false
    this.#tasks = this.#tasks.filter((task) => task.page !== page)
    this.#timers = this.#timers.filter((timer) => timer.page !== page)
  }

  /** Lets time pass; timers become due, in any order with everything else. */
  pass(ms: number): void {
    this.time += ms
    const due = this.#timers.filter((timer) => timer.at <= this.time)
    if (due.length === 0) return
    due.sort((a, b) => a.at - b.at || a.id - b.id)
    this.#timers = this.#timers.filter((timer) => timer.at > this.time)
    this.#tasks.push(...due)
  }

  /** Lets time pass until the next timer of a page that is not frozen; `false` when there is none in time. */
  passToNextTimer(latest: number): boolean {
    let next = Infinity
    for (const timer of this.#timers) if (!timer.page?.isFrozen && timer.at < next) next = timer.at
    if (next > latest) return false
    this.pass(next - this.time)
    return true
  }

  /** How many tasks could happen now. */
  ready(): number {
    let ready = 0
    for (const task of this.#tasks) if (!task.page?.isFrozen) ready++
    return ready
  }

  timersOf(page: Page): number {
    return this.#timers.filter((timer) => timer.page === page).length
  }

  /** Lets the `nth` of the tasks that could happen now happen, and what follows from it at once. */
  async step(nth: number): Promise<void> {
    let left = nth
    const at = this.#tasks.findIndex((task) => !task.page?.isFrozen && left-- === 0)
    const [task] = this.#tasks.splice(at, 1)
    if (!task) return
    await this.act(task.page, task.what, task.run)
  }

  /** Runs code in a page, and what follows from it at once. */
  async act(page: Page | null, what: string, run: () => void): Promise<void> {
    this.count++
    this.trace?.(`${this.count} ${page?.name ?? 'outside'}: ${what}`)
    this.current = page
    run()
    await new Promise<void>((resolve) => void realSetImmediate(resolve))
    this.current = null
  }
}
