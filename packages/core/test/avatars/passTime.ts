import { vi } from 'vitest'

/** Of real time: a test that waits for ever says nothing. */
const longestMs = 4000
const stepMs = 40
const nothing = new Uint8Array()

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
    // What takes real time, such as a signature, must not look as if the server did not answer: this stands in the
    // same queue, and waits as long where others keep the machine busy.
    await crypto.subtle.digest('SHA-256', nothing)
  }
  return promise
}
