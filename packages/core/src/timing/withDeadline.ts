import { CubeError } from '../errors/CubeError.ts'

/**
 * In how many waits a deadline is waited for. Not in one: after a page was busy or asleep, its timer would come
 * before the answer that is there too. Not in five or more: browsers let those of a hidden page wait for minutes.
 */
const waits = 4

/** Longer deadlines, `Infinity` too, are none: timers would take them for no time at all. */
const longestMs = 2 ** 31

/** Settles at the deadline or at the caller's abort, even when the work never does, and tells the work. */
export function withDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  timeoutMs: number,
  callerSignal?: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const inner = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const giveUp = (code: 'aborted' | 'timeout'): void => {
      // Rejected before the abort, which makes `fetch` report itself as unreachable.
      reject(new CubeError(code))
      inner.abort()
    }
    const wait = (left: number): void => {
      timer = setTimeout(() => (left > 1 ? wait(left - 1) : giveUp('timeout')), timeoutMs / waits)
    }
    const onAbort = (): void => giveUp('aborted')
    if (callerSignal?.aborted) return onAbort()
    if (timeoutMs < longestMs) wait(waits)
    callerSignal?.addEventListener('abort', onAbort)
    // What throws at once counts as a rejection.
    void new Promise<T>((settle) => settle(work(inner.signal))).then(resolve, reject).finally(() => {
      clearTimeout(timer)
      callerSignal?.removeEventListener('abort', onAbort)
    })
  })
}
