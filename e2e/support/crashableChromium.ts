import { chromium } from 'playwright'
import type { BrowserContext, Page } from 'playwright'
import type { ChromiumLaunch } from '../../scripts/findChromium.ts'
import { spawnChromium } from './spawnChromium.ts'

/** A Chromium of its own, on a profile that outlives it. */
export interface CrashableChromium {
  page: Page
  context: BrowserContext
  /** Ends all its processes at once, with no chance to write anything down. */
  crash(): Promise<void>
  /** Ends it as its user does: it writes down what it has. */
  quit(): Promise<void>
}

/**
 * Starts Chromium beside Playwright, which lets nobody kill the ones that it starts itself, and makes all pages of
 * those believe that somebody looks at them: such pages are never frozen.
 */
export async function startCrashableChromium(
  launch: ChromiumLaunch,
  profile: string,
): Promise<CrashableChromium> {
  const { address, ended, kill } = await spawnChromium(launch, profile)
  const browser = await chromium.connectOverCDP(address, { noDefaults: true })
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('Chromium has no profile open.')
  return {
    page: await context.newPage(),
    context,
    async crash() {
      await kill()
      await browser.close()
    },
    async quit() {
      const session = await browser.newBrowserCDPSession()
      // It may be gone before it answers.
      void session.send('Browser.close').catch(() => {})
      await ended
      await browser.close()
    },
  }
}
