import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Act } from './Act.ts'
import type { History } from './History.ts'
import { runModel } from './runModel.ts'

const acts: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom<Act['kind']>(
    'app request',
    'user request',
    'server fault',
    'server mends',
    'focus',
    'freeze',
    'thaw',
  ),
  tab: fc.nat(1),
  // Faults: one of those that answer, and that refuse sessions one moment and know them the next.
  n: fc.constantFrom(3, 5, 6, 7),
})

/** A stored record that says A, with a token of B's, on a server that has its moments. */
const planted: fc.Arbitrary<History> = fc
  .tuple(
    fc.array(acts, { minLength: 2, maxLength: 8, size: 'max' }),
    fc.uint8Array({ maxLength: 60, size: 'max' }),
  )
  .map(([list, choices]) => ({
    setting: {
      tabs: 2,
      hasLocks: true,
      hasProvider: false,
      isSigned: false,
      hasHint: false,
      start: 'planted',
    },
    acts: list,
    choices,
  }))

test('row 103 and I1: whoever plants a record gets nothing of the token in it, whatever the server does', async () => {
  const { failure } = await runModel({ runs: 2000, seed: 103, histories: planted })
  expect(failure).toBeNull()
}, 60_000)
