import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildSteps } from './build.ts'
import { checks } from './check.ts'
import { root } from './root.ts'
import { run } from './run.ts'
import { sizeSteps } from './size.ts'
import { runSteps } from './steps.ts'
import type { Step } from './steps.ts'

const reports = join(root, '.cache', 'test')

/** Vitest projects that run together; those that drive whole sites come last, on their own. */
const projects = ['node', 'dom', 'react18', 'types', 'browser', 'storybook']

const start = performance.now()
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const failedSteps = [
  ...(await runSteps('check', checks)),
  ...(await runSteps('build', buildSteps, { stopAtFailure: true })),
  ...(await runSteps('size', sizeSteps)),
]
const runs = [vitest('packages and stories', projects), vitest('end to end', ['e2e'])]
const failedRuns = await runSteps('test', runs)

const counts = runs.map(({ name }) => countsOf(name))
const sum = (key: keyof Counts): number => counts.reduce((total, count) => total + count[key], 0)
// A step without tests of its own counts as one when it fails.
const passed = sum('passed')
const failed = sum('failed') + failedSteps.length
const skipped = sum('skipped')

console.log(`\nTook ${Math.round((performance.now() - start) / 1000)} s.`)
if (failedSteps.length > 0) console.log(`Failed steps: ${failedSteps.join('; ')}`)
console.log(
  [`${passed} passed`, `${failed} failed`, ...(skipped > 0 ? [`${skipped} skipped`] : [])].join(', '),
)
process.exitCode = failed > 0 ? 1 : 0

function vitest(name: string, names: readonly string[]): Step {
  return {
    name,
    live: true,
    run: () =>
      run(
        'vitest',
        [
          'run',
          ...names.flatMap((project) => ['--project', project]),
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${reportOf(name)}`,
        ],
        { live: true },
      ),
  }
}

interface Counts {
  passed: number
  failed: number
  skipped: number
}

function reportOf(name: string): string {
  return join(reports, `${name.replaceAll(' ', '-')}.json`)
}

function countsOf(name: string): Counts {
  const file = reportOf(name)
  const broken = failedRuns.includes(name) ? 1 : 0
  if (!existsSync(file)) return { passed: 0, failed: broken, skipped: 0 }
  const report = JSON.parse(readFileSync(file, 'utf8')) as {
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
    numTodoTests: number
  }
  return {
    passed: report.numPassedTests,
    // A run can break beside its tests: a file that does not load, an error nobody caught.
    failed: Math.max(broken, report.numFailedTests),
    skipped: report.numPendingTests + report.numTodoTests,
  }
}
