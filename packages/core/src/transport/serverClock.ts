/** The server's time, estimated from the `Date` headers of its answers. */
export interface ServerClock {
  /** This device's time, ms since 1970. */
  readonly localNow: () => number
  /** The server's time as well as it is known, ms since 1970. */
  readonly serverNow: () => number
  /** Whether the server has ever told its time. */
  readonly isKnown: () => boolean
  /** The same moment by this device's clock. */
  readonly toLocal: (serverTime: number) => number
  /** Takes note of a `Date` header; nothing happens when it is missing or unreadable. */
  readonly observe: (date: string | null) => void
}

/** Makes a clock that trusts this device until an answer tells better. */
export function createServerClock(localNow: () => number): ServerClock {
  let offset = 0
  let isKnown = false
  return {
    localNow,
    serverNow: () => localNow() + offset,
    isKnown: () => isKnown,
    toLocal: (serverTime) => serverTime - offset,
    observe(date) {
      const difference = Date.parse(date ?? '') - localNow()
      // The header has whole seconds: what is smaller is no difference.
      if (!Number.isFinite(difference)) return
      isKnown = true
      offset = Math.abs(difference) < 2000 ? 0 : difference
    },
  }
}
