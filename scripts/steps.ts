import { RunError } from './run.ts'

/** One step of a command, printed as one line. It fails by throwing. */
export interface Step {
  name: string
  run: () => Promise<unknown>
  /** The step prints by itself while it runs. */
  live?: boolean
}

/** What a step throws to say in plain words why it failed. */
export class StepError extends Error {}

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`

/**
 * Runs the steps one after the other, with a line and the time for each and a sign of life every 10 s.
 * What a step printed is shown when it fails, or with `--verbose`. Further steps run even when one fails,
 * unless `stopAtFailure` says that they build on each other.
 *
 * Returns the names of the failed steps.
 */
export async function runSteps(
  title: string,
  steps: readonly Step[],
  { stopAtFailure = false }: { stopAtFailure?: boolean } = {},
): Promise<string[]> {
  const verbose = process.argv.includes('--verbose')
  const failed: string[] = []
  for (const [index, step] of steps.entries()) {
    const label = `${title} ${index + 1}/${steps.length}  ${step.name}`
    if (step.live === true) console.log(`▸ ${label}`)
    const start = performance.now()
    const heartbeat = setInterval(() => console.log(`  … ${label}, ${seconds(start)}`), 10_000)
    if (step.live === true) clearInterval(heartbeat)
    try {
      const output = await step.run()
      console.log(`✓ ${label}  ${seconds(start)}`)
      if (verbose && step.live !== true && typeof output === 'string' && output.trim() !== '')
        console.log(output.trimEnd())
    } catch (error) {
      console.log(`✗ ${label}  ${seconds(start)}`)
      if (step.live !== true || !(error instanceof RunError)) console.log(messageOf(error))
      failed.push(step.name)
      if (stopAtFailure) break
    } finally {
      clearInterval(heartbeat)
    }
  }
  return failed
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const known = error instanceof RunError || error instanceof StepError
  return (known ? error.message : (error.stack ?? error.message)).trimEnd()
}
