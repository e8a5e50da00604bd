import { pathToFileURL } from 'node:url'
import { run, RunError } from './run.ts'
import { runSteps } from './steps.ts'
import type { Step } from './steps.ts'

const plain = process.stdout.isTTY ? [] : ['--pretty', 'false']

/** Everything that can be said about the code without running it. */
export const checks: readonly Step[] = [
  { name: 'types of the packages', run: () => run('tsc', ['-b', 'tsconfig.build.json', ...plain]) },
  {
    name: 'types of tests, stories and scripts',
    run: () => run('tsc', ['-p', 'tsconfig.json', ...plain]),
  },
  {
    name: 'types of the example',
    run: () => run('tsc', ['-p', 'examples/vite-react', '--customConditions', '@cubekit/source', ...plain]),
  },
  {
    name: 'types of an app that registers its own',
    run: () => run('tsc', ['-p', 'internal/registered', ...plain]),
  },
  { name: 'lint (oxlint)', run: () => run('oxlint', []) },
  { name: 'format (oxfmt; repair with `pnpm format`)', run: () => run('oxfmt', ['--check']) },
  {
    name: 'unused code and dependencies (knip)',
    run: () => run('knip', ['--no-progress', '--no-config-hints']),
  },
  { name: 'import arrows', run: () => run('vitest', ['run', '--project', 'node', 'internal/boundaries']) },
  { name: 'changesets', run: checkChangesets },
]

/** Reads all changesets; beyond that, on a branch that has `main` beside it, asks for one when a package changed. */
async function checkChangesets(): Promise<string> {
  const hasMain = await run('git', ['rev-parse', '--verify', '--quiet', 'main']).then(
    () => true,
    (error: unknown) => {
      if (error instanceof RunError) return false
      throw error
    },
  )
  return run('changeset', ['status', ...(hasMain ? [] : ['--since=HEAD'])])
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const failed = await runSteps('check', checks)
  if (failed.length > 0)
    console.log(`\n${failed.length} of ${checks.length} checks failed: ${failed.join('; ')}`)
  process.exitCode = failed.length > 0 ? 1 : 0
}
