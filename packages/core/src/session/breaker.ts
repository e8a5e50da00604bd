const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** The first pause; each further one is twice as long. */
const pauseMs = 30_000
const longestPauseMs = 5 * minuteMs
const mostPerMinute = 3
const mostPerHour = 20

/** The tries that still count. A clock that was set back leaves some in the future: they count no more. */
export function recentTries(tries: readonly number[], at: number): readonly number[] {
  return tries.filter((time) => time <= at && at - time < hourMs)
}

/**
 * When a session may be opened by itself again, after tries that led to nothing; ms since 1970.
 *
 * Two follow at once, then come pauses of 30 s, 1 min, 2 min, 4 min and 5 min. However eagerly it is asked, not
 * more than three fall into a minute and 20 into an hour, over all tabs: a server that refuses the sessions it
 * has just made must not be stormed.
 *
 * @param eager Whether there is a reason not to wait out the pause: the network is back.
 */
export function nextTryAt(tries: readonly number[], eager: boolean): number {
  const nth = (fromEnd: number): number => tries.at(-fromEnd) ?? -Infinity
  const pause = tries.length < 2 || eager ? 0 : Math.min(pauseMs * 2 ** (tries.length - 2), longestPauseMs)
  return Math.max(nth(1) + pause, nth(mostPerMinute) + minuteMs, nth(mostPerHour) + hourMs)
}
