import { type CubeErrorCode, isCubeError } from '../errors/CubeError.ts'
import { withDeadline } from '../timing/withDeadline.ts'

const firstPauseMs = 500
/** A server that asks for more is not waited for. */
const longestPauseMs = 10_000

/** What may have worked after all, or will work in a moment. */
const passing: ReadonlySet<CubeErrorCode> = new Set<CubeErrorCode>([
  'unreachable',
  'timeout',
  'protocol',
  'rate-limited',
  'server-error',
])

/** Whether nobody knows what became of a request that failed so, or whether it works in a moment. */
export function isPassing(error: unknown): boolean {
  return isCubeError(error) && passing.has(error.code)
}

/** Does something that is harmless to repeat, `tries` times at most, after what is `worthIt`, with pauses that double. */
export async function inTries<T>(
  work: () => Promise<T>,
  tries: number,
  signal?: AbortSignal,
  worthIt: (error: unknown) => boolean = isPassing,
  pauseMs: number = firstPauseMs,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const wait = (isCubeError(error) && error.retryAfterMs) || pauseMs
    if (tries <= 1 || !worthIt(error) || wait > longestPauseMs) throw error
    await pause(wait, signal)
    return inTries(work, tries - 1, signal, worthIt, pauseMs * 2)
  }
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  const never = (): Promise<never> => new Promise(() => {})
  await withDeadline(never, ms, signal).catch((error: unknown) => {
    if (!isCubeError(error, 'timeout')) throw error
  })
}
