import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../../../scripts/root.ts'
import type { ModelReport } from '../model/runModel.ts'
import type { Invariant } from '../model/Violation.ts'
import type { Mutant } from './Mutant.ts'

/** What became of a mutant. */
export interface MutantResult {
  readonly mutant: Mutant
  /** The invariant that did not hold, or `null` if all did. */
  readonly killedBy: Invariant | null
  /** In which run. */
  readonly run: number
  readonly message: string
}

const here = join(root, 'packages/core/test/mutants')

/** Runs the model on the code with one fault in it, in a process of its own, until an invariant does not hold. */
export async function runMutant(
  mutant: Mutant,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): Promise<MutantResult> {
  const { file, find, replace } = mutant
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@cubekit/source', '--import', join(here, 'patchAtLoad.ts'), join(here, 'runOnce.ts')],
    {
      cwd: root,
      env: {
        ...process.env,
        CUBEKIT_PATCHES: JSON.stringify([{ file, find, replace }]),
        CUBEKIT_MODEL: JSON.stringify({ runs, seed, firstFailureOnly: true }),
      },
      maxBuffer: 64 * 1024 * 1024,
    },
  )
  const report = JSON.parse(stdout) as ModelReport
  return {
    mutant,
    killedBy: report.failure?.invariant ?? null,
    run: report.runs,
    message: report.failure?.message ?? '',
  }
}
