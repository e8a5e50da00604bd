import type { Page, Scheduler } from './Scheduler.ts'

/** See `RecordVersion` in the sources. */
interface Version {
  readonly epoch: number
  readonly rev: number
}

/** See `TabsListener` in the sources. */
export interface PageListener {
  readonly changed: (version: Version) => void
  readonly slept: () => void
  readonly woke: () => void
  readonly online: () => void
}

/** What the bus does to messages. */
export type BusFault = 'none' | 'loses' | 'doubles'

/** How long a page waits for the lock, ms. */
const patienceMs = 10_000

interface Turn {
  readonly page: Page
  readonly begin: () => void
}

/** The bus, the lock and the page events of all tabs. */
export class VirtualTabs {
  fault: BusFault = 'none'
  /** Whether the browser has locks at all. */
  hasLocks = true
  /** Messages that went lost, and turns that were taken without the lock. */
  lost = 0
  impatient = 0
  readonly pages: Set<Page> = new Set()
  readonly #listeners = new Map<Page, Set<PageListener>>()
  readonly #scheduler: Scheduler
  readonly #onMessage: (payload: unknown) => void
  #holder: Turn | null = null
  #waiting: Turn[] = []

  constructor(scheduler: Scheduler, onMessage: (payload: unknown) => void) {
    this.#scheduler = scheduler
    this.#onMessage = onMessage
  }

  /** What one page's client is given. */
  openIn(page: Page): {
    announce: (version: Version) => void
    listen: (listener: PageListener) => () => void
    alone: <T>(work: () => Promise<T>) => Promise<T>
    isVisible: () => boolean
  } {
    this.pages.add(page)
    return {
      announce: (version) => this.#announce(page, version),
      listen: (listener) => {
        const listeners = this.listenersOf(page)
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      alone: (work) => this.#alone(page, work),
      isVisible: () => !page.isFrozen,
    }
  }

  listenersOf(page: Page): Set<PageListener> {
    let listeners = this.#listeners.get(page)
    if (!listeners) this.#listeners.set(page, (listeners = new Set()))
    return listeners
  }

  /** Tells a page what happens to it. */
  tell(page: Page, what: 'slept' | 'woke' | 'online'): void {
    for (const listener of this.listenersOf(page)) listener[what]()
  }

  /** A page is gone, and with it its place in the queue. */
  leave(page: Page): void {
    this.pages.delete(page)
    this.#listeners.delete(page)
    this.#waiting = this.#waiting.filter((turn) => turn.page !== page)
    if (this.#holder?.page === page) this.#pass()
  }

  /** Whether a page holds the lock or waits for it. */
  isQueued(page: Page): boolean {
    return [this.#holder, ...this.#waiting].some((turn) => turn?.page === page)
  }

  #announce(from: Page, version: Version): void {
    const payload = JSON.stringify(version)
    this.#onMessage(version)
    for (const page of this.pages) {
      if (page === from) continue
      const copies = this.fault === 'loses' ? 0 : this.fault === 'doubles' ? 2 : 1
      if (copies === 0) this.lost++
      for (let copy = 0; copy < copies; copy++) {
        this.#scheduler.later(page, `hears of ${payload}`, () => {
          for (const listener of this.listenersOf(page)) listener.changed(JSON.parse(payload) as Version)
        })
      }
    }
  }

  #alone<T>(page: Page, work: () => Promise<T>): Promise<T> {
    if (!this.hasLocks) return work()
    return new Promise((resolve, reject) => {
      const turn: Turn = {
        page,
        begin: () => {
          this.#scheduler.clearTimer(timer)
          work()
            .then(resolve, reject)
            .finally(() => {
              if (this.#holder === turn) this.#pass()
            })
        },
      }
      const timer = this.#scheduler.setTimer(
        () => {
          if (!this.#waiting.includes(turn)) return
          this.#waiting = this.#waiting.filter((other) => other !== turn)
          this.impatient++
          work().then(resolve, reject)
        },
        patienceMs,
        { page },
      )
      this.#waiting.push(turn)
      if (!this.#holder) this.#pass()
    })
  }

  #pass(): void {
    const next = this.#waiting.shift() ?? null
    this.#holder = next
    if (next) this.#scheduler.later(next.page, 'gets the lock', next.begin)
  }
}
