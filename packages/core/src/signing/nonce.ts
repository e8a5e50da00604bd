/** An odd number far from any simple fraction of 2^32: its multiples spread evenly and pass all 32-bit numbers. */
const step = 0x9e3779b1

/**
 * Makes a source of nonces: 32-bit numbers from a random start, none given twice before all of them have been.
 *
 * The API refuses a (timestamp, nonce) pair that it has seen. The official SDK draws from 10,000 numbers, so
 * that a burst of 50 sessions collides in one case of nine. Numbers of this source cannot collide with each
 * other, whatever the clock does, and nothing is remembered. They need not be secret: what counts is signed.
 */
export function createNonces(): () => number {
  let nonce: number | undefined
  return () => {
    // Drawn when first asked: some edge platforms have no random numbers while a module is loaded.
    nonce ??= globalThis.crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
    nonce = (nonce + step) >>> 0
    return nonce
  }
}
