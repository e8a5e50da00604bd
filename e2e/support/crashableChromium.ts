import { spawn } from 'node:child_process'
import { chromium } from 'playwright'
import type { BrowserContext, Page } from 'playwright'
import type { ChromiumLaunch } from '../../scripts/findChromium.ts'

/** A Chromium of its own, on a profile that outlives it. */
export interface CrashableChromium {
  page: Page
  context: BrowserContext
  /** Ends all its processes at once, with no chance to write anything down. */
  crash(): Promise<void>
}

/**
 * Starts Chromium beside Playwright, which lets nobody kill the ones that it starts itself, and makes all pages of
 * those believe that somebody looks at them: such pages are never frozen.
 */
export async function startCrashableChromium(
  { executablePath, args, env }: ChromiumLaunch,
  profile: string,
): Promise<CrashableChromium> {
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
  const browser = await chromium.connectOverCDP(address, { noDefaults: true })
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('Chromium has no profile open.')
  return {
    page: await context.newPage(),
    context,
    async crash() {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
        process.kill(-child.pid, 'SIGKILL')
      await ended
      await browser.close()
    },
  }
}
