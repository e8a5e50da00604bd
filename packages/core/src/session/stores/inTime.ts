import { CubeError } from '../../errors/CubeError.ts'
import { withDeadline } from '../../timing/withDeadline.ts'

/** How long one operation of a storage may take, in ms: a frozen tab can hold what it needs for ever. */
const longestMs = 1500

/**
 * Rejects after 1.5 s, whatever the work does, and tells it by the signal: what could not be written in time
 * must not be written later.
 */
export function inTime<T>(work: (late: AbortSignal) => Promise<T>): Promise<T> {
  return withDeadline(work, longestMs)
}

/** Stops work that is late. (React Native's signals have no `throwIfAborted`.) */
export function stopIfLate(late: AbortSignal): void {
  if (late.aborted) throw new CubeError('timeout')
}
