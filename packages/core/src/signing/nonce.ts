/**
 * Makes a source of nonces: random 32-bit numbers, none given twice for one timestamp.
 *
 * The API refuses a (timestamp, nonce) pair that it has seen. The official SDK draws from 10,000 numbers,
 * so that a burst of 50 sessions collides in one case of nine.
 */
export function createNonces(): (timestamp: number) => number {
  let second = -1
  let given = new Set<number>()
  return (timestamp) => {
    if (timestamp !== second) {
      second = timestamp
      given = new Set()
    }
    for (;;) {
      const nonce = globalThis.crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
      if (given.has(nonce)) continue
      given.add(nonce)
      return nonce
    }
  }
}
