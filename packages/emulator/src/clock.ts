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
   */
  advance(ms: number): void
  /**
   * Sets the clock to a moment. It keeps running from there if its source runs.
   *
   * @param time - A `Date`, or milliseconds since 1970.
   */
  set(time: Date | number): void
}

/** What the emulator itself may do with its clock, beyond what it hands out. */
export interface OffsetClock extends ControlledClock {
  readonly offset: number
  moveTo(offset: number): void
}

/** Puts a movable offset on top of a source of time; `onMove` hears of every move. */
export function createClock(source: Clock, onMove: () => void): OffsetClock {
  let offset = 0
  const moveTo = (next: number): void => {
    if (!Number.isFinite(next)) throw new RangeError('The clock can only be moved to a valid time.')
    offset = next
    onMove()
  }
  return {
    now: () => Math.round(source.now() + offset),
    advance: (ms) => moveTo(offset + ms),
    set: (time) => moveTo(Number(time) - source.now()),
    get offset() {
      return offset
    },
    moveTo,
  }
}
