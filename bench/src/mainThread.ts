import type { CDPSession } from 'playwright'

/** A part of a trace, as far as it is looked at. */
interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  /** Of the thread's processor time. */
  readonly tdur?: number
}

/** What the main thread did without a break. Milliseconds. */
export interface Task {
  readonly ms: number
  /** Without what it waited for, and what others had the processor for. */
  readonly cpuMs: number
}

const begin = 'bench-begin'
const end = 'bench-end'

/**
 * Each task that a page's main thread ran while something was done. The work marks its
 * own time, with `performance.mark` of what is given to it.
 */
export async function tasksDuring(
  devtools: CDPSession,
  work: (marks: { readonly begin: string; readonly end: string }) => Promise<void>,
): Promise<readonly Task[]> {
  const events: TraceEvent[] = []
  const gather = ({ value }: { value: readonly object[] }): void => {
    for (const event of value) if (isTraceEvent(event)) events.push(event)
  }
  devtools.on('Tracing.dataCollected', gather)
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline', 'blink.user_timing'] },
  })
  await work({ begin, end })
  const complete = new Promise((resolve) => {
    devtools.once('Tracing.tracingComplete', resolve)
  })
  await devtools.send('Tracing.end')
  await complete
  devtools.off('Tracing.dataCollected', gather)
  const first = events.find(({ name }) => name === begin)
  const last = events.find(({ name }) => name === end)
  if (!first || !last) throw new Error('The trace lacks its marks.')
  return events
    .filter(({ name, pid, tid }) => name === 'RunTask' && pid === first.pid && tid === first.tid)
    .filter(({ ts, dur = 0 }) => ts + dur > first.ts && ts < last.ts)
    .map(({ dur = 0, tdur = dur }) => ({ ms: dur / 1000, cpuMs: tdur / 1000 }))
}

function isTraceEvent(event: object): event is TraceEvent {
  return 'name' in event && 'pid' in event && 'tid' in event && 'ts' in event
}
