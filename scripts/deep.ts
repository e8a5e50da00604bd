import { execFile } from 'node:child_process'
import { mkdirSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { ModelReport } from '../packages/core/test/model/runModel.ts'
import { root } from './root.ts'
import { run } from './run.ts'

// All that docs/reliability.md promises, which takes hours: histories of the model first, then every test that does
// more with CUBEKIT_DEEP. What is done is remembered in .cache/deep, so that an interrupted run goes on; delete that
// folder to begin anew.

const total = Number(process.argv[2] ?? 3_000_000)
const seeds = 5
/** So many histories of one seed run in one process and are remembered together. */
const share = 50_000

const folder = join(root, '.cache', 'deep')
const commit = (await run('git', ['rev-parse', '--short', 'HEAD'])).trim()
mkdirSync(folder, { recursive: true })

const shares = Array.from({ length: Math.ceil(total / share) }, (_, index) => ({
  // fast-check draws other histories for each seed; shares of one seed are seeds of their own.
  seed: (index % seeds) + 1 + 1000 * Math.floor(index / seeds),
}))
const reports: ModelReport[] = []
const begin = performance.now()
const waiting = [...shares]
await Promise.all(Array.from({ length: availableParallelism() }, work))

const failures = reports.filter(({ failure }) => failure !== null)
const histories = reports.reduce((sum, { runs }) => sum + runs, 0)
const ms = Math.round(reports.reduce((sum, report) => sum + report.ms, 0))
console.log(
  `${histories.toLocaleString('en')} histories, ${failures.length} violations, ${ms} ms of one core.`,
)
for (const { seed, failure } of failures)
  console.log(`seed ${seed}, path '${failure?.path}': ${failure?.message}`)

if (!process.argv.includes('--model')) {
  await run('vitest', ['run', '--project', 'node', '--project', 'e2e'], {
    live: true,
    env: { CUBEKIT_DEEP: '1' },
  }).catch(() => {
    process.exitCode = 1
  })
}
if (failures.length > 0) process.exitCode = 1

async function work(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const report = await runShare(next.seed)
    reports.push(report)
    const seconds = Math.round((performance.now() - begin) / 1000)
    console.log(
      `${reports.length} of ${shares.length} shares, ${seconds} s${report.failure ? ', a violation' : ''}`,
    )
  }
}

async function runShare(seed: number): Promise<ModelReport> {
  const file = join(folder, `${commit}-${share}-${seed}.json`)
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as ModelReport
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@cubekit/source', join(root, 'packages/core/test/mutants/runOnce.ts')],
    {
      cwd: root,
      env: { ...process.env, CUBEKIT_MODEL: JSON.stringify({ runs: share, seed, firstFailureOnly: true }) },
      maxBuffer: 64 * 1024 * 1024,
    },
  )
  writeFileSync(file, stdout)
  return JSON.parse(stdout) as ModelReport
}
