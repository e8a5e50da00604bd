import type { Fault, FaultScope } from './Fault.ts'

/** The faults of an emulator. */
export interface Faults {
  /**
   * Orders a fault. Of several that fit a request, delays add up, and the first other one decides.
   *
   * @returns A function that takes the fault back.
   */
  add(fault: Fault): () => void
  /** Takes all faults back. */
  clear(): void
  /** The faults that can still hit, in the order they were added. */
  list(): readonly Fault[]
}

/** What the faults that hit one request come to. */
export interface Mishap {
  readonly delayMs: number
  /** What happens instead of, or to, the real answer. */
  readonly fault: Fault | null
  /** What a rate limit gives as `Retry-After`, in seconds. */
  readonly retryAfter: number | null
}

/** A fault on the board. */
export interface FaultOrder {
  readonly id: number
  readonly fault: Fault
  /** How many requests it will still hit. */
  readonly left: number
}

/** What the emulator itself asks of its faults. */
export interface FaultBoard extends Faults {
  /** The faults that can still hit, with what is left of them. */
  orders(): readonly FaultOrder[]
  /** Takes one fault back. False when there is none of this id. */
  remove(id: number): boolean
  /** Uses up the faults that hit this request, and says what they come to. */
  take(method: string, path: string): Mishap
  /** Whether a `badPreflight` fault refuses the preflight for this request; uses it up if so. */
  breaksPreflight(method: string, path: string): boolean
  /** Whether a `rejectFreshTokens` fault refuses this session here; uses it up if so. */
  refuses(sessionId: number, method: string, path: string): boolean
}

interface Order {
  readonly id: number
  readonly fault: Fault
  /** Sessions with an id from here on are younger than the fault. */
  sinceSessionId: number
  left: number
  /** For a rate limit: when its window began, and the requests let through since. */
  windowStart: number
  passed: number
}

/** What a board of faults has to know of its emulator. */
export interface FaultSurroundings {
  /** The id the next session will get: which sessions will be younger than a fault added now. */
  nextSessionId(): number
  /** The emulator's time, in milliseconds. */
  now(): number
  /** Does what depends on the state, and tells that something changed. */
  pull(change: () => void): void
  onChange(): void
}

/** Faults that do not decide what becomes of a request: they are asked on their own. */
const ASKED_APART: ReadonlySet<Fault['kind']> = new Set(['delay', 'rejectFreshTokens', 'badPreflight'])

/** An empty board. */
export function createFaults({ nextSessionId, now, pull, onChange }: FaultSurroundings): FaultBoard {
  let orders: Order[] = []
  let nextId = 1

  function use(order: Order): Fault {
    order.left -= 1
    if (order.left <= 0) orders = orders.filter((other) => other !== order)
    return order.fault
  }

  function remove(id: number): boolean {
    const others = orders.filter((order) => order.id !== id)
    if (others.length === orders.length) return false
    orders = others
    onChange()
    return true
  }

  return {
    add(fault) {
      const order: Order = {
        id: nextId++,
        fault,
        sinceSessionId: nextSessionId(),
        left: fault.times ?? Infinity,
        windowStart: now(),
        passed: 0,
      }
      if (order.left > 0) orders = [...orders, order]
      pull(() => {
        order.sinceSessionId = nextSessionId()
      })
      return () => void remove(order.id)
    },
    clear() {
      orders = []
      onChange()
    },
    list: () => orders.map((order) => order.fault),
    orders: () => orders.map(({ id, fault, left }) => ({ id, fault, left })),
    remove,
    take(method, path) {
      const hits = orders.filter(({ fault }) => isHit(fault, method, path))
      const late = hits.filter(({ fault }) => fault.kind === 'delay').map(use)
      const decisive = hits.find((order) => !ASKED_APART.has(order.fault.kind) && !letsThrough(order, now()))
      return {
        delayMs: late.reduce((sum, fault) => sum + (fault.kind === 'delay' ? fault.ms : 0), 0),
        fault: decisive === undefined ? null : use(decisive),
        retryAfter: decisive === undefined ? null : waitOf(decisive, now()),
      }
    },
    breaksPreflight(method, path) {
      const order = orders.find(({ fault }) => fault.kind === 'badPreflight' && isHit(fault, method, path))
      if (order !== undefined) use(order)
      return order !== undefined
    },
    refuses(sessionId, method, path) {
      const order = orders.find(
        ({ fault, sinceSessionId }) =>
          fault.kind === 'rejectFreshTokens' && sessionId >= sinceSessionId && isHit(fault, method, path),
      )
      if (order !== undefined) use(order)
      return order !== undefined
    },
  }
}

/** Whether a rate limit lets one more request pass; counts it if so. */
function letsThrough(order: Order, now: number): boolean {
  const { fault } = order
  if (fault.kind !== 'rateLimit') return false
  if (now < order.windowStart || now >= order.windowStart + fault.perMs) {
    order.windowStart = now
    order.passed = 0
  }
  if (order.passed >= fault.requests) return false
  order.passed += 1
  return true
}

/** How long a rate limit asks to wait, in whole seconds. */
function waitOf({ fault, windowStart }: Order, now: number): number | null {
  if (fault.kind !== 'rateLimit' || fault.retryAfter === false) return null
  return Math.max(1, Math.ceil((windowStart + fault.perMs - now) / 1000))
}

function isHit({ method, path }: FaultScope, requestMethod: string, requestPath: string): boolean {
  const fitsMethod =
    method === undefined ? requestMethod !== 'OPTIONS' : method.toUpperCase() === requestMethod
  if (!fitsMethod || path === undefined) return fitsMethod
  const beginning = path.replace(/\/$/, '')
  return requestPath === beginning || requestPath.startsWith(`${beginning}/`)
}
