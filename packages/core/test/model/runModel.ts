import * as fc from 'fast-check'
import { anyHistory, describe, type History } from './History.ts'
import { reportUnhandled, runHistory } from './runHistory.ts'
import { recordStarts } from './start.ts'
import { type Invariant, Violation } from './Violation.ts'
import { replaceGlobals, goBy } from './virtualGlobals.ts'
import { World } from './World.ts'

/** How much to run. */
export interface ModelOptions {
  readonly runs: number
  readonly seed: number
  /** fast-check's path to one failure, to repeat it. */
  readonly path?: string
  /** Whether a failure is left as it was found, which is faster, instead of made as small as possible. */
  readonly firstFailureOnly?: boolean
  /** Other histories than just any. */
  readonly histories?: fc.Arbitrary<History>
  /** Looks at each world after its end. */
  readonly onEnd?: (world: World) => void
}

/** What came of it. */
export interface ModelReport {
  readonly runs: number
  readonly seed: number
  readonly ms: number
  readonly failure: ModelFailure | null
}

export interface ModelFailure {
  readonly invariant: Invariant | null
  readonly message: string
  /** fast-check's path to it. */
  readonly path: string
  /** The acts and, step by step, what happened. */
  readonly history: string
}

/** Runs the real client in made-up histories, and stops at the first in which an invariant does not hold. */
export async function runModel(options: ModelOptions): Promise<ModelReport> {
  const { runs, seed, path, firstFailureOnly = false, histories = anyHistory, onEnd } = options
  const begin = performance.now()
  const { result, story } = await inVirtualWorld(async () => {
    const result = await fc.check(
      fc.asyncProperty(histories, async (history) => {
        const world = await runHistory(history)
        onEnd?.(world)
      }),
      { numRuns: runs, seed, endOnFailure: firstFailureOnly, ...(path === undefined ? {} : { path }) },
    )
    return { result, story: result.counterexample ? await tell(result.counterexample[0]) : '' }
  })
  const error = result.errorInstance
  const failure = result.failed && {
    invariant: error instanceof Violation ? error.invariant : null,
    message:
      error instanceof Violation ? error.message : String(error instanceof Error ? error.stack : error),
    path: result.counterexamplePath ?? '',
    history: story,
  }
  return { runs: result.numRuns, seed, ms: performance.now() - begin, failure: failure || null }
}

/** Runs work with virtual timers and clocks in place of the real ones. */
export async function inVirtualWorld<T>(work: () => Promise<T>): Promise<T> {
  const restore = replaceGlobals()
  process.on('unhandledRejection', reportUnhandled)
  try {
    await recordStarts((setting) => {
      const world = new World(setting)
      goBy(world.scheduler, 1)
      return world
    })
    return await work()
  } finally {
    process.off('unhandledRejection', reportUnhandled)
    restore()
  }
}

/** The acts of a history and, step by step, what happened. */
async function tell(history: History): Promise<string> {
  const lines: string[] = []
  await runHistory(history, (line) => lines.push(line)).catch(() => {})
  return [describe(history), ...lines].join('\n')
}
