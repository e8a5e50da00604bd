/** How far a signed request's timestamp may be off, in milliseconds. */
export const TIMESTAMP_WINDOW_MS: number = 60 * 60_000

/** The (timestamp, nonce) pairs already used. */
export interface Nonces {
  /** Uses a pair up. False when it was used before. */
  use(timestamp: number, nonce: string, now: number): boolean
  reset(): void
  save(): (readonly [timestamp: number, nonce: string])[]
  load(pairs: readonly (readonly [timestamp: number, nonce: string])[]): void
}

/** An empty set of pairs; it forgets those that the timestamp window refuses anyway. */
export function createNonces(): Nonces {
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
      return true
    },
    reset: () => used.clear(),
    save: () => [...used.values()],
    load(pairs) {
      used = new Map(pairs.map((pair) => [keyOf(...pair), pair]))
    },
  }
}
