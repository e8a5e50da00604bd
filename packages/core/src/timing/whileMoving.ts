import { CubeError } from '../errors/CubeError.ts'
import { withDeadline } from './withDeadline.ts'

/** Not in one wait: after a page was asleep, its timer would come before the progress that is there too. */
const waits = 4

/**
 * Settles as the work does, at the caller's abort, or with `timeout` when the work has not called `moved` for so long;
 * then it tells the work.
 */
export function whileMoving<T>(
  work: (signal: AbortSignal, moved: () => void) => Promise<T>,
  idleMs: number,
  callerSignal: AbortSignal,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false
  const run = (signal: AbortSignal): Promise<T> =>
    new Promise((resolve, reject) => {
      const inner = new AbortController()
      signal.addEventListener('abort', () => inner.abort())
      const wait = (left: number): void => {
        timer = setTimeout(() => {
          if (left > 1) return wait(left - 1)
          reject(new CubeError('timeout'))
          inner.abort()
        }, idleMs / waits)
      }
      const moved = (): void => {
        clearTimeout(timer)
        if (!isOver) wait(waits)
      }
      moved()
      work(inner.signal, moved).then(resolve, reject)
    })
  return withDeadline(run, Infinity, callerSignal).finally(() => {
    isOver = true
    clearTimeout(timer)
  })
}
