import type { Watch } from './watch.ts'

/** How far a signed request's timestamp may be off, in milliseconds. */
export const TIMESTAMP_WINDOW_MS: number = 60 * 60_000

/** The (timestamp, nonce) pairs already used. */
export interface Nonces {
  /** Uses a pair up. False when it was used before. */
  use(timestamp: number, nonce: string, now: number): boolean
  reset(): void
  save(): (readonly [timestamp: number, nonce: string])[]
  load(pairs: readonly (readonly [timestamp: number, nonce: string])[]): void
  /** The pairs used since it was last asked; `null` when there are none. */
  takeChanges(): (readonly [timestamp: number, nonce: string])[] | null
  apply(pairs: readonly (readonly [timestamp: number, nonce: string])[]): void
}

/** An empty set of pairs; it forgets those that the timestamp window refuses anyway. */
export function createNonces(watch: Watch): Nonces {
  const touched = watch.table<string>()
  let used = new Map<string, readonly [number, string]>()
  const keyOf = (timestamp: number, nonce: string): string => `${timestamp} ${nonce}`
  return {
    use(timestamp, nonce, now) {
      for (const [key, [seconds]] of used) {
        if (seconds * 1000 >= now - TIMESTAMP_WINDOW_MS) break
        used.delete(key)
      }
      const key = keyOf(timestamp, nonce)
      if (used.has(key)) return false
      used.set(key, [timestamp, nonce])
      touched.note(key)
      return true
    },
    reset() {
      used.clear()
      watch.replaced()
    },
    save: () => [...used.values()],
    load(pairs) {
      used = new Map(pairs.map((pair) => [keyOf(...pair), pair]))
      watch.replaced()
    },
    takeChanges() {
      const pairs = touched.take().flatMap((key) => {
        const pair = used.get(key)
        return pair === undefined ? [] : [pair]
      })
      return pairs.length === 0 ? null : pairs
    },
    apply(pairs) {
      for (const pair of pairs) used.set(keyOf(...pair), pair)
    },
  }
}
