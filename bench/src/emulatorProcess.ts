import type { Emulator } from '@cubekit/emulator'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** What a process says once it listens. */
export interface EmulatorStart extends Pick<Emulator, 'keys' | 'people'> {
  readonly url: string
  /** From the start of the process, in milliseconds. */
  readonly readyMs: number
}

/** What a process says about itself. */
export interface EmulatorReport {
  readonly start: EmulatorStart | null
  /** Used so far. */
  readonly cpuMs: number
  readonly rssMb: number
}

/** An emulator in a process of its own. */
export interface EmulatorProcess extends EmulatorStart {
  readonly rssMb: number
  /** Used until it listened, in milliseconds. */
  readonly startCpuMs: number
  report(): Promise<EmulatorReport>
  stop(): void
}

/** Starts an emulator with so many users, or with 0 the floor: a server that does nothing. */
export async function startProcess(users: number): Promise<EmulatorProcess> {
  const child = fork(fileURLToPath(new URL('emulatorChild.ts', import.meta.url)), [String(users)])
  const nextReport = async (): Promise<EmulatorReport> => {
    const [report]: EmulatorReport[] = await once(child, 'message')
    if (report === undefined) throw new Error('The process says nothing.')
    return report
  }
  const { start, rssMb, cpuMs } = await nextReport()
  if (start === null) throw new Error('The process did not say where it listens.')
  return {
    ...start,
    rssMb,
    startCpuMs: cpuMs,
    report() {
      const answer = nextReport()
      child.send('report')
      return answer
    },
    stop: () => child.disconnect(),
  }
}
