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
  /** An answer of your choice; `retryAfter` is in seconds, and pages of other origins may read it. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly retryAfter?: number
      readonly body?: ApiErrorBody | string
    }
  /** The answer begins, then the connection is reset: reading the body fails. */
  | { readonly kind: 'reset' }
  /** The real answer, `bytes` bytes (default 16) at a time, `ms` milliseconds apart. */
  | { readonly kind: 'drip'; readonly ms: number; readonly bytes?: number }
  /** Sent elsewhere, as by a captive portal; `status` is 302 unless told otherwise. */
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: 301 | 302 | 303 | 307 | 308 }
  /** The request is carried out, but its answer lacks the CORS headers: a page may not read it. */
  | { readonly kind: 'noCors' }
  /** The CORS preflight is refused, so that a page never sends the request itself. */
  | { readonly kind: 'badPreflight' }
  /**
   * No more than `requests` requests per `perMs` milliseconds of the emulator's time; the others are
   * answered 429. `Retry-After` says how long to wait, unless `retryAfter` is false. `times` counts refusals.
   */
  | {
      readonly kind: 'rateLimit'
      readonly requests: number
      readonly perMs: number
      readonly retryAfter?: boolean
    }
  /** The session a request is made with ends just before the request is looked at. */
  | { readonly kind: 'expire' }
  /** Sessions are made, but their tokens are refused as soon as they are used. */
  | { readonly kind: 'rejectFreshTokens' }
  /** The request is carried out, then its answer is lost. */
  | { readonly kind: 'dropAfterCommit' }

/**
 * Something that goes wrong, to order.
 *
 * @example
 * const recover = emulator.faults.add({ kind: 'status', status: 503, retryAfter: 3, path: '/session', times: 1 })
 */
export type Fault = FaultScope & FaultKind
