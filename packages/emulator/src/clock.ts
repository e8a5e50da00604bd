/**
 * Where the emulator reads the time from.
 *
 * Anything with a `now()` in milliseconds since 1970 will do: `Date`, a fake timer, a counter.
 */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number
}

/**
 * The emulator's own time: the source it was given, plus an offset that tests and demos move.
 *
 * Session expiry, the signature's time window, the `Date` header and every timestamp follow it.
 */
export interface ControlledClock extends Clock {
  /**
   * Moves the clock forward (or back, with a negative number).
   *
   * @param ms - How far, in milliseconds.
   * @throws `RangeError` when that leaves the years 1970 to 9999, as `set` and `skew` do.
   */
  advance(ms: number): void
  /**
   * Sets the clock to a moment. It keeps running from there if its source runs.
   *
   * @param time - A `Date`, or milliseconds since 1970.
   */
  set(time: Date | number): void
  /**
   * Makes the emulator's clock run ahead of its source, whatever it was set to before. Sessions that
   * are already there age by the difference, so order a skew before signing in.
   *
   * @param ms - How far ahead, in milliseconds; behind, with a negative number; 0 to agree again.
   */
  skew(ms: number): void
}

/** A source of time with an offset on top. */
export interface OffsetClock extends Clock {
  readonly offset: number
  /** Replaces the offset, in milliseconds. */
  moveTo(offset: number): void
}

const YEAR_10000 = Date.UTC(10_000, 0)

/** Puts a movable offset on top of a source of time. */
export function createClock(source: Clock): OffsetClock {
  let offset = 0
  return {
    now: () => Math.round(source.now() + offset),
    get offset() {
      return offset
    },
    moveTo(next) {
      const time = source.now() + next
      if (!(time >= 0 && time < YEAR_10000)) {
        throw new RangeError('The clock can only be moved to a time between 1970 and 9999.')
      }
      offset = next
    },
  }
}
