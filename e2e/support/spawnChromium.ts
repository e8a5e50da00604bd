import { spawn } from 'node:child_process'
import type { ChromiumLaunch } from '../../scripts/findChromium.ts'

/** A running Chromium that nobody is connected to yet. */
export interface SpawnedChromium {
  /** Where it takes commands: a WebSocket. */
  readonly address: string
  /** Settles when it has ended. */
  readonly ended: Promise<void>
  /** Ends all its processes at once, with no chance to write anything down. */
  kill(): Promise<void>
}

/** Starts Chromium on a profile, as a user does: without what Playwright changes in the ones that it starts. */
export async function spawnChromium(
  { executablePath, args, env }: ChromiumLaunch,
  profile: string,
): Promise<SpawnedChromium> {
  const flags = ['--headless', '--remote-debugging-port=0', '--no-first-run', `--user-data-dir=${profile}`]
  const child = spawn(executablePath, [...args, ...flags, 'about:blank'], {
    env,
    // A process group of its own, so that the processes it starts die with it.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
  })
  const address = await new Promise<string>((resolve, reject) => {
    let printed = ''
    child.stderr.on('data', (part: Buffer) => {
      printed += part.toString()
      const found = /DevTools listening on (?<address>ws:\S+)/.exec(printed)?.groups?.['address']
      if (found !== undefined) resolve(found)
    })
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`Chromium ended before it listened.\n${printed}`)))
  })
  return {
    address,
    ended,
    async kill() {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
        process.kill(-child.pid, 'SIGKILL')
      await ended
    },
  }
}
