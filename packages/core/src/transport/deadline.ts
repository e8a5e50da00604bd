import { CubeError } from '../errors/CubeError.ts'

/** Settles at the deadline or at the caller's abort, even when the work never does, and tells the work. */
export function withDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  timeoutMs: number,
  callerSignal?: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const inner = new AbortController()
    const giveUp = (code: 'aborted' | 'timeout'): void => {
      // Rejected before the abort, which makes `fetch` report itself as unreachable.
      reject(new CubeError(code))
      inner.abort()
    }
    const onAbort = (): void => giveUp('aborted')
    if (callerSignal?.aborted) return onAbort()
    const timer = setTimeout(() => giveUp('timeout'), timeoutMs)
    callerSignal?.addEventListener('abort', onAbort)
    void work(inner.signal)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer)
        callerSignal?.removeEventListener('abort', onAbort)
      })
  })
}
