import type { ApiErrorBody } from './rules/ApiError.ts'

/** Which requests a fault hits. Without any of these it hits every request. */
export interface FaultScope {
  /** An HTTP method. CORS preflights are hit only by `OPTIONS`. */
  readonly method?: string
  /** The beginning of a path, whole segments, without `.json`: `/users` hits `/users/v2`, `/users/7`, not `/usersets`. */
  readonly path?: string
  /** How many requests to hit before it is used up. Default: any number. */
  readonly times?: number
}

/** What goes wrong. */
export type FaultKind =
  /** The request never arrives; `fetch` rejects as without a network. */
  | { readonly kind: 'offline' }
  /** No answer, until the caller aborts. */
  | { readonly kind: 'hang' }
  /** Somebody else answers, with a page: a captive portal. */
  | { readonly kind: 'html200' }
  /** The real answer, cut off in the middle. */
  | { readonly kind: 'truncate' }
  /** A success status that carries errors. */
  | { readonly kind: 'errors200'; readonly body?: ApiErrorBody }
  /** The real answer, `ms` milliseconds late. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** An answer of your choice; `retryAfter` is in seconds. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly retryAfter?: number
      readonly body?: ApiErrorBody | string
    }
  /** Sessions are made, but their tokens are refused as soon as they are used. */
  | { readonly kind: 'rejectFreshTokens' }
  /** The request is carried out, then its answer is lost. */
  | { readonly kind: 'dropAfterCommit' }

/**
 * Something that goes wrong, to order.
 *
 * @example
 * const recover = emulator.faults.add({ kind: 'status', status: 429, retryAfter: 3, path: '/session', times: 1 })
 */
export type Fault = FaultScope & FaultKind

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
}

/** What the emulator itself asks of its faults. */
export interface FaultBoard extends Faults {
  /** Uses up the faults that hit this request, and says what they come to. */
  take(method: string, path: string): Mishap
  /** Whether a `rejectFreshTokens` fault refuses this session here; uses it up if so. */
  refuses(sessionId: number, method: string, path: string): boolean
}

interface Order {
  readonly fault: Fault
  /** Sessions with an id from here on are younger than the fault. */
  readonly sinceSessionId: number
  left: number
}

/** An empty board. `nextSessionId` tells which sessions will be younger than a fault added now. */
export function createFaults(nextSessionId: () => number, onChange: () => void): FaultBoard {
  let orders: Order[] = []

  function use(order: Order): Fault {
    order.left -= 1
    if (order.left <= 0) orders = orders.filter((other) => other !== order)
    return order.fault
  }

  return {
    add(fault) {
      const order: Order = { fault, sinceSessionId: nextSessionId(), left: fault.times ?? Infinity }
      if (order.left > 0) orders = [...orders, order]
      onChange()
      return () => {
        orders = orders.filter((other) => other !== order)
        onChange()
      }
    },
    clear() {
      orders = []
      onChange()
    },
    list: () => orders.map((order) => order.fault),
    take(method, path) {
      const hits = orders.filter(({ fault }) => isHit(fault, method, path))
      const late = hits.filter(({ fault }) => fault.kind === 'delay').map(use)
      const decisive = hits.find(({ fault }) => fault.kind !== 'delay' && fault.kind !== 'rejectFreshTokens')
      return {
        delayMs: late.reduce((sum, fault) => sum + (fault.kind === 'delay' ? fault.ms : 0), 0),
        fault: decisive === undefined ? null : use(decisive),
      }
    },
    refuses(sessionId, method, path) {
      const order = orders.find(
        ({ fault, sinceSessionId }) =>
          fault.kind === 'rejectFreshTokens' && sessionId >= sinceSessionId && isHit(fault, method, path),
      )
      if (order === undefined) return false
      use(order)
      return true
    },
  }
}

function isHit({ method, path }: FaultScope, requestMethod: string, requestPath: string): boolean {
  const fitsMethod =
    method === undefined ? requestMethod !== 'OPTIONS' : method.toUpperCase() === requestMethod
  if (!fitsMethod || path === undefined) return fitsMethod
  const beginning = path.replace(/\/$/, '')
  return requestPath === beginning || requestPath.startsWith(`${beginning}/`)
}
