import * as fc from 'fast-check'
import { type Act, type ActKind, actKinds } from './Act.ts'
import { themes } from './themes.ts'
import type { Setting } from './World.ts'

/** All that decides a run. */
export interface History {
  readonly setting: Setting
  readonly acts: readonly Act[]
  /** What happens next, each time: the so-many-th of what could. */
  readonly choices: Uint8Array
}

type Draw = readonly [
  setting: readonly [number, number, number],
  swarm: readonly [number, number, number],
  acts: readonly (readonly [number, number, number])[],
  choices: Uint8Array,
]

const draws: fc.Arbitrary<Draw> = fc.tuple(
  fc.tuple(fc.nat(3), fc.nat(23), fc.nat(15)),
  fc.tuple(fc.nat(0x7fffffff), fc.nat(2), fc.nat(2 * themes.length - 1)),
  fc.array(fc.tuple(fc.nat(255), fc.nat(3), fc.nat(15)), { minLength: 1, maxLength: 14, size: 'max' }),
  fc.uint8Array({ minLength: 0, maxLength: 100, size: 'max' }),
)

const starts = ['guest', 'guest', 'guest', 'nobody', 'nobody', 'nobody', 'planted', 'later version'] as const

/** What a draw stands for. */
function toHistory([[tabs, flags, start], [swarm, density, theme], acts, choices]: Draw): History {
  const { kinds, setting } = themes[theme] ?? {
    kinds: actKinds.filter((_, index) => density === 0 || isKept(swarm, index, density)),
    setting: {},
  }
  return {
    setting: {
      tabs: tabs + 1,
      hasLocks: flags % 6 !== 5,
      hasProvider: flags % 2 === 1,
      isSigned: flags % 4 === 2,
      hasHint: swarm % 8 !== 7,
      start: starts[start] ?? 'A',
      ...setting,
    },
    acts: acts.map(([kind, tab, n]) => ({
      kind: (kinds[kind % kinds.length] ?? 'app request').trim() as ActKind,
      tab: tab % (tabs + 1),
      n,
    })),
    choices,
  }
}

/** Histories: half of them of a theme; the others leave some kinds of acts out, so that the rest meet more often. */
export const anyHistory: fc.Arbitrary<History> = draws.map(toHistory)

function isKept(swarm: number, index: number, density: number): boolean {
  // A hash of two numbers: which of the kinds a swarm keeps is a matter of chance.
  const mixed = Math.imul(swarm ^ (index * 0x9e3779b1), 0x85ebca6b) >>> 0
  return ((mixed >>> 13) & 3) >= density
}

/** A history as a person reads it. */
export function describe({ setting, acts, choices }: History): string {
  const list = acts.map(({ kind, tab, n }) => `  tab ${tab + 1}: ${kind} (${n})`)
  return [JSON.stringify(setting), ...list, `choices: [${choices.join(', ')}]`].join('\n')
}
