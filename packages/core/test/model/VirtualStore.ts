import type { SessionStorage } from '../../src/index.ts'
import type { Page, Scheduler } from './Scheduler.ts'

/** What a tab's storage does to operations. */
export type StoreFault = 'none' | 'refuses' | 'hangs' | 'forgets to say'

/** What the model looks at in a stored record. */
export interface StoredRecord {
  readonly epoch: number
  readonly rev: number
  readonly identity: {
    readonly kind: string
    readonly token: string | null
    readonly user: { readonly id: number }
  } | null
  readonly appToken: string | null
}

/** Who hears of everything that is stored. */
export interface StoreWatch {
  readonly committed: (before: StoredRecord | null, after: StoredRecord, page: Page) => void
  readonly noted: (text: string) => void
  /** A later version's record is changed. */
  readonly overwrote: () => void
  /** A page has heard what was stored at that moment. */
  readonly heard: (page: Page, moment: number) => void
}

/** The storage all tabs share: transactions in IndexedDB's manner, and hints in localStorage's. */
export class VirtualStore {
  /** As text, since nobody shares an object with a database. */
  text: string | null = null
  readonly hints: Map<string, string> = new Map()
  readonly faults: StoreFault[] = Array.from({ length: 8 }, () => 'none')
  /** How often a fault struck. */
  failures = 0
  /** Operations that were asked for and not done. */
  pending = 0
  readonly #scheduler: Scheduler
  readonly #watch: StoreWatch
  readonly #flushed = new Map<string, string>()

  constructor(scheduler: Scheduler, watch: StoreWatch) {
    this.#scheduler = scheduler
    this.#watch = watch
  }

  record(): StoredRecord | null {
    return this.text === null ? null : (JSON.parse(this.text) as StoredRecord | null)
  }

  /** Site data are cleared. */
  clear(): void {
    this.text = null
    this.hints.clear()
    this.#flushed.clear()
  }

  /** Hints reach the disk some seconds after they were written. */
  flush(): void {
    for (const [key, text] of this.hints) this.#flushed.set(key, text)
  }

  /** The browser is killed: what had not reached the disk is gone. Transactions had. */
  kill(): void {
    this.hints.clear()
    for (const [key, text] of this.#flushed) this.hints.set(key, text)
  }

  /** What one page sees of it. Operations of a page run in the order in which it asked for them. */
  openIn(page: Page): SessionStorage {
    const waiting: (() => void)[] = []
    const next = (): void => {
      this.pending--
      waiting.shift()
      waiting[0]?.()
    }
    const run = <T>(what: string, work: () => T): Promise<T> =>
      new Promise((resolve, reject) => {
        this.pending++
        waiting.push(() => this.#run(page, what, work, { resolve, reject, next }))
        if (waiting.length === 1) waiting[0]?.()
      })
    return {
      read: () => run('reads', () => (this.text === null ? undefined : (JSON.parse(this.text) as unknown))),
      update: (_key, decide) => run('updates', () => this.#change(page, decide)),
      hints: {
        read: (key) => {
          this.#refuse(page)
          return this.hints.get(key) ?? null
        },
        write: (key, text) => {
          this.#refuse(page)
          this.#watch.noted(text)
          this.hints.set(key, text)
        },
      },
      close() {},
    }
  }

  #refuse(page: Page): void {
    if (this.faults[page.tab] === 'refuses') throw new DOMException('denied', 'SecurityError')
  }

  #run<T>(
    page: Page,
    what: string,
    work: () => T,
    {
      resolve,
      reject,
      next,
    }: { resolve: (value: T) => void; reject: (error: unknown) => void; next: () => void },
  ): void {
    this.#scheduler.later(page, `storage ${what}`, () => {
      const fault = this.faults[page.tab]
      if (fault !== 'none') this.failures++
      const fail = (): void => {
        reject(new Error('storage failed'))
        next()
      }
      if (fault === 'refuses') return fail()
      if (fault === 'hangs') return void this.#scheduler.setTimer(fail, 1500, { page })
      const moment = ++this.#scheduler.count
      let result: T
      try {
        result = work()
      } catch (error) {
        reject(error)
        return next()
      }
      this.#scheduler.later(page, `storage has done it: ${what}`, () => {
        if (fault === 'forgets to say') return fail()
        this.#watch.heard(page, moment)
        resolve(result)
        next()
      })
    })
  }

  #change(page: Page, decide: (stored: unknown) => unknown): void {
    const before = this.text
    const after = decide(before === null ? undefined : (JSON.parse(before) as unknown))
    if (after === undefined) return
    if (isFromTheFuture(before)) this.#watch.overwrote()
    this.text = JSON.stringify(after)
    const previous = before === null ? null : (JSON.parse(before) as StoredRecord | null)
    this.#scheduler.trace?.(
      `    ${page.name} stores ${this.text.replace(/"user":\{"id":(\d+)[^}]*\}/, '"user":$1')}`,
    )
    this.#watch.committed(previous, after as StoredRecord, page)
  }
}

function isFromTheFuture(text: string | null): boolean {
  return text !== null && (JSON.parse(text) as { v?: number } | null)?.v === 2
}
