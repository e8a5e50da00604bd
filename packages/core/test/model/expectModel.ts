import { expect } from 'vitest'
import { runModel } from './runModel.ts'

/** Fails with the history, the seed and fast-check's path when an invariant does not hold in one of the runs. */
export async function expectModelToHold(runs: number, seed: number): Promise<void> {
  const report = await runModel({ runs, seed })
  const { failure } = report
  const told = failure && `seed ${seed}, path '${failure.path}'\n${failure.history}\n${failure.message}`
  expect(told).toBeNull()
  expect(report.runs).toBe(runs)
}
