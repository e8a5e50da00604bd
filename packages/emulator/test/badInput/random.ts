/** Numbers that look random and are the same every time. */
export interface Random {
  /** From 0 to `below`, whole, without `below`. */
  whole(below: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
}

/** A linear congruential generator on 48 bits: good enough to disorder a test. */
export function createRandom(seed: number): Random {
  let state = BigInt(seed)
  const next = (): number => {
    state = (state * 25_214_903_917n + 11n) & 0xffff_ffff_ffffn
    return Number(state >> 16n) / 2 ** 32
  }
  const whole = (below: number): number => Math.floor(next() * below)
  return {
    whole,
    chance: (probability) => next() < probability,
    pick(from) {
      const picked = from[whole(from.length)]
      if (picked === undefined) throw new Error('There is nothing to pick from.')
      return picked
    },
  }
}
