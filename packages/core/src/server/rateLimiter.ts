/** How often one caller may ask. */
export interface RateLimit {
  /** Answers per caller and minute; default 30. Callers of whom nothing is known share twenty times as many. */
  readonly perMinute?: number
  /** How many of them at once; default as many as `perMinute`. */
  readonly burst?: number
  /** How many callers are remembered; default 10,000. Whoever came longest ago is forgotten first. */
  readonly callers?: number
  /**
   * The caller's address, to count those together whom `authorize` lets pass without a name. Take it from your
   * platform or your own proxy: a header that anybody can send, such as `X-Forwarded-For`, limits nobody.
   */
  readonly addressOf?: (request: Request) => string | null | undefined
}

/** Counts answers, with a bucket of tokens per caller. */
export interface RateLimiter {
  /** Takes a token; tells how long to wait for one when there is none, in ms. 0 means: go on. */
  take(caller: string, share?: number): number
  /** How many callers are remembered now. */
  readonly size: number
}

/** Takes memory for `callers` callers at most. */
export function createRateLimiter(limit: RateLimit, now: () => number): RateLimiter {
  const { perMinute = 30, burst = perMinute, callers = 10_000 } = limit
  /** Whoever came last stands last. */
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    take(caller, share = 1) {
      const [most, perMs] = [burst * share, (perMinute * share) / 60_000]
      const at = now()
      const known = buckets.get(caller) ?? { tokens: most, at }
      // A clock that was set back gives nobody more.
      const tokens = Math.min(most, known.tokens + Math.max(0, at - known.at) * perMs)
      buckets.delete(caller)
      buckets.set(caller, { tokens: tokens < 1 ? tokens : tokens - 1, at })
      if (buckets.size > callers) {
        const [oldest = ''] = buckets.keys()
        buckets.delete(oldest)
      }
      return tokens < 1 ? Math.ceil((1 - tokens) / perMs) : 0
    },
    get size() {
      return buckets.size
    },
  }
}
