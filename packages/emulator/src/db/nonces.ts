import { changesOf, type TableChanges } from './changes.ts'
import type { Watch } from './watch.ts'

/** How far a signed request's timestamp may be off, in milliseconds. */
export const TIMESTAMP_WINDOW_MS: number = 60 * 60_000

/** A pair that was used; the timestamp is in seconds. */
export type NoncePair = readonly [timestamp: number, nonce: string]

/** The (timestamp, nonce) pairs already used. */
export interface Nonces {
  /** Uses a pair up. False when it was used before. */
  use(timestamp: number, nonce: string, now: number): boolean
  reset(): void
  save(): NoncePair[]
  load(pairs: readonly NoncePair[]): void
  /** The pairs used and forgotten since it was last asked; `null` when there are none. */
  takeChanges(): TableChanges<NoncePair, string> | null
  apply(changes: TableChanges<NoncePair, string>): void
}

/** An empty set of pairs; it forgets those that the timestamp window refuses anyway. */
export function createNonces(watch: Watch): Nonces {
  const touched = watch.table<string>()
  let used = new Map<string, NoncePair>()
  const keyOf = (timestamp: number, nonce: string): string => `${timestamp} ${nonce}`
  return {
    use(timestamp, nonce, now) {
      for (const [key, [seconds]] of used) {
        if (seconds * 1000 >= now - TIMESTAMP_WINDOW_MS) break
        used.delete(key)
        touched.note(key)
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
    // Pairs have no ids to count.
    takeChanges: () => changesOf(touched.take(), (key) => used.get(key), 0),
    apply({ put, removed }) {
      for (const key of removed) used.delete(key)
      for (const pair of put) used.set(keyOf(...pair), pair)
    },
  }
}
