/**
 * Makes a source of nonces: 32-bit numbers, none given twice before all of them have been.
 *
 * The API refuses a (timestamp, nonce) pair that it has seen. The official SDK draws from 10,000 numbers, so
 * that a burst of 50 sessions collides in one case of nine. Numbers of this source cannot collide with each
 * other, whatever the clock does, and nothing is remembered: a counter from a random start goes through a
 * Feistel network with random keys, which maps no two numbers to the same one.
 */
export function createNonces(): () => number {
  const [start = 0, ...keys] = globalThis.crypto.getRandomValues(new Uint32Array(5))
  let count = start
  return () => {
    count = (count + 1) >>> 0
    let left = count >>> 16
    let right = count & 0xffff
    for (const key of keys) [left, right] = [right, left ^ halfOf(right ^ key)]
    return ((left << 16) | right) >>> 0
  }
}

/** 16 well-mixed bits of a number. */
function halfOf(number: number): number {
  const once = Math.imul(number ^ (number >>> 15), 0x2c1b3c6d)
  return Math.imul(once ^ (once >>> 12), 0x297a2d39) >>> 16
}
