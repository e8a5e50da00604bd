import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Act } from './Act.ts'
import type { History } from './History.ts'
import { runModel } from './runModel.ts'

const [a, b]: readonly Act[] = [
  { kind: 'user request', tab: 0, n: 0 },
  { kind: 'app request', tab: 0, n: 0 },
]

/** A asks, and somebody else takes A's place, here or in the other tab, at any moment before the answers are there. */
const lateAnswers: fc.Arbitrary<History> = fc
  .tuple(
    fc.constantFrom<Act['kind']>('sign in as B', 'log in', 'guest', 'adopt a session'),
    fc.nat(1),
    fc.boolean(),
    fc.uint8Array({ minLength: 20, maxLength: 60, size: 'max' }),
  )
  .map(([kind, tab, leavesFirst, choices]) => ({
    setting: {
      tabs: 2,
      hasLocks: true,
      hasProvider: false,
      isSigned: false,
      hasHint: true,
      start: 'A',
    },
    acts: [
      ...[a, b, a].filter((act) => act !== undefined),
      ...(leavesFirst ? [{ kind: 'log out', tab, n: 0 } as const] : []),
      { kind, tab, n: 1 },
    ],
    choices,
  }))

test('row 34 and I1: of 10,000 answers for A at any moment, none is delivered once B is there', async () => {
  let dropped = 0
  let delivered = 0
  const { failure } = await runModel({
    runs: 10_000,
    seed: 34,
    histories: lateAnswers,
    onEnd: ({ calls }) => {
      dropped += calls.all.filter(({ outcome }) => outcome === 'session-changed').length
      delivered += calls.all.filter(({ outcome, kind }) => outcome === 'done' && kind === 'user').length
    },
  })
  expect(failure).toBeNull()
  // Otherwise the answers were not late, or never in time.
  expect(dropped).toBeGreaterThan(5000)
  expect(delivered).toBeGreaterThan(1000)
}, 120_000)
