import { withDeadline } from '../timing/withDeadline.ts'

/** Waits for shared work; an abort ends the waiting, not the work. */
export function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work
  // After an abort, nobody else hears of its failure.
  work.catch(() => {})
  return withDeadline(() => work, Infinity, signal)
}
