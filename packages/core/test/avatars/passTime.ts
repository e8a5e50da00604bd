import { vi } from 'vitest'

/** Of real time: a test that waits for ever says nothing. */
const longestMs = 4000
const stepMs = 40

/** Lets time pass until a promise has settled. Needs fake timers. */
export async function passTime<T>(promise: Promise<T>): Promise<T> {
  const state = { isSettled: false }
  const settle = (): void => {
    state.isSettled = true
  }
  promise.then(settle, settle)
  const start = performance.now()
  while (!state.isSettled) {
    if (performance.now() - start > longestMs) throw new Error('It never settles')
    await vi.advanceTimersByTimeAsync(stepMs)
    // What takes real time, such as reading a password's hash, must not look as if the server did not answer.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return promise
}
