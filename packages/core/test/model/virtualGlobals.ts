import type { Scheduler } from './Scheduler.ts'

let active: Scheduler | null = null
let random = (): number => 0.5

/** Which virtual time the replaced globals go by from now on. */
export function goBy(scheduler: Scheduler, seed: number): void {
  active = scheduler
  random = randomFrom(seed)
}

/**
 * Replaces what code takes from its surroundings and what would make runs slow or different each time: timers,
 * clocks and chance.
 *
 * @returns A function that puts the real ones back.
 */
export function replaceGlobals(): () => void {
  const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis
  const { now: dateNow } = Date
  const { random: mathRandom } = Math
  const { timeout } = AbortSignal
  const virtual = {
    setTimeout: (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
      active?.setTimer(() => run(...args), ms),
    clearTimeout: (id: number | undefined) => active?.clearTimer(id),
    setInterval: (run: () => void, ms: number) => active?.setTimer(run, ms, { again: true }),
    clearInterval: (id: number | undefined) => active?.clearTimer(id),
  }
  Object.assign(globalThis, virtual)
  Date.now = () => Date.UTC(2030, 0, 1) + (active?.time ?? 0)
  Math.random = () => random()
  AbortSignal.timeout = (ms) => {
    const controller = new AbortController()
    active?.setTimer(() => controller.abort(new DOMException('', 'TimeoutError')), ms)
    return controller.signal
  }
  const realNow = performance.now
  performance.now = () => (active ? active.time : realNow.call(performance))
  return () => {
    active = null
    Object.assign(globalThis, { setTimeout, clearTimeout, setInterval, clearInterval })
    Date.now = dateNow
    Math.random = mathRandom
    AbortSignal.timeout = timeout
    performance.now = realNow
  }
}

function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
