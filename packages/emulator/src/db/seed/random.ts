/** A small deterministic generator (mulberry32): the same seeds give the same numbers everywhere. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** An integer from `min` to `max`, both included. */
  int(min: number, max: number): number
  /** One of the items. The list must not be empty. */
  pick<T>(items: readonly T[]): T
  /** True with the given probability. */
  chance(probability: number): boolean
  /** Lower-case hex digits. */
  hex(length: number): string
}

const HEX = '0123456789abcdef'

/** A generator for this combination of seeds; every combination is a stream of its own. */
export function createRandom(...seeds: readonly number[]): Random {
  let state = 0x9e3779b9
  for (const seed of seeds) {
    state = Math.imul(state ^ (seed | 0), 0x85ebca6b)
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35) ^ Math.floor(seed / 0x1_0000_0000)
  }
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1))
  return {
    next,
    int,
    pick(items) {
      const item = items[int(0, items.length - 1)]
      if (item === undefined) throw new RangeError('There is nothing to pick from.')
      return item
    },
    chance: (probability) => next() < probability,
    hex(length) {
      let digits = ''
      while (digits.length < length) digits += HEX.charAt(int(0, 15))
      return digits
    },
  }
}
