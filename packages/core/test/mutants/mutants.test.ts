import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../../../scripts/root.ts'
import { mutants } from './mutants.ts'
import { runMutant } from './runMutant.ts'

test('there are enough mutants, and each has a name of its own', () => {
  expect(mutants.length).toBeGreaterThanOrEqual(25)
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
})

test.each(mutants.map(({ name, file, find }) => [name, file, find] as const))(
  '%s: its place in the code is there, once',
  (_, file, find) => {
    expect(readFileSync(join(root, file), 'utf8').split(find)).toHaveLength(2)
  },
)

// The quickest ones; `pnpm mutants` runs all of them.
test.each([
  ['whole record announced', 'I9'],
  ['token in the hint', 'I9'],
  ['listeners left', 'I5'],
  ['logout waits', 'I2'],
  ['guest re-created', 'I8'],
  ['breaker off', 'I4'],
])('%s is killed by %s', { timeout: 120_000 }, async (name, invariant) => {
  const mutant = mutants.find((one) => one.name === name)
  expect(mutant).toBeDefined()
  if (!mutant) return
  const result = await runMutant(mutant, { runs: 20_000, seed: 7 })
  expect(result.killedBy).toBe(invariant)
})
