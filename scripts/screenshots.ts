import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { serveFolder } from '../e2e/support/staticSite.ts'
import { findChromium } from './findChromium.ts'
import { root } from './root.ts'
import { run } from './run.ts'
import { runSteps, StepError } from './steps.ts'

// Pictures of stories for people to look at, in .cache/screenshots, and docs/playground.png.
//   pnpm screenshots                       every story
//   pnpm screenshots components-loginform  stories whose id begins so
//   pnpm screenshots --docs                the picture of the README alone

interface Variant {
  globals?: string
  context: BrowserContextOptions
}

const desktop = { width: 800, height: 700 }

const variants: Record<string, Variant> = {
  light: { context: { viewport: desktop, colorScheme: 'light' } },
  dark: { context: { viewport: desktop, colorScheme: 'dark' } },
  rtl: { globals: 'locale:ar', context: { viewport: desktop, colorScheme: 'light' } },
  '360px': { context: { viewport: { width: 360, height: 740 }, colorScheme: 'light' } },
  'forced-colours': { context: { viewport: desktop, forcedColors: 'active' } },
}

const playground = join(root, '.cache', 'playground')
const pictures = join(root, '.cache', 'screenshots')
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const docsOnly = process.argv.includes('--docs')

const failed = await runSteps(
  'screenshots',
  [
    {
      name: 'build the playground',
      run: () => run('storybook', ['build', '--disable-telemetry', '--quiet', '--output-dir', playground]),
    },
    { name: 'take the pictures', run: takePictures, live: true },
  ],
  { stopAtFailure: true },
)
process.exitCode = failed.length > 0 ? 1 : 0

async function takePictures(): Promise<void> {
  const stories = docsOnly ? [] : storyIds()
  mkdirSync(pictures, { recursive: true })
  const site = await serveFolder(playground)
  const browser = await chromium.launch(findChromium())
  try {
    for (const [name, variant] of Object.entries(variants)) {
      const globals = variant.globals === undefined ? '' : `&globals=${variant.globals}`
      for (const story of stories) {
        await inContext(browser, variant.context, (page) =>
          takePicture(
            page,
            `${site.url}iframe.html?viewMode=story&id=${story}${globals}`,
            join(pictures, `${story}.${name}.png`),
          ),
        )
      }
      console.log(`  ${stories.length} stories in ${name}`)
    }
    if (wanted.length === 0) {
      mkdirSync(join(root, 'docs'), { recursive: true })
      await inContext(
        browser,
        { viewport: { width: 1280, height: 720 }, deviceScaleFactor: 2, colorScheme: 'light' },
        (page) => takePicture(page, site.url, join(root, 'docs', 'playground.png')),
      )
    }
  } finally {
    await browser.close()
    await site.stop()
  }
  console.log(`  in ${pictures}`)
}

/** A context of its own for each picture: no story sees what another one stored. */
async function inContext(
  browser: Browser,
  options: BrowserContextOptions,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  await work(await context.newPage())
  await context.close()
}

async function takePicture(page: Page, url: string, file: string): Promise<void> {
  await page.goto(url)
  // In the story's frame: until its play function has ended. Around it, in the manager: until it is quiet.
  if (url.includes('iframe.html')) await page.waitForFunction(hasEnded)
  else await page.waitForLoadState('networkidle')
  for (const frame of page.frames()) {
    if ((await frame.locator('body.sb-show-errordisplay').count()) > 0)
      throw new StepError(`${url} shows an error.`)
  }
  await page.evaluate(() => document.fonts.ready.then(() => {}))
  await page.screenshot({ path: file, animations: 'disabled' })
}

function hasEnded(): boolean {
  const preview: unknown = Reflect.get(globalThis, '__STORYBOOK_PREVIEW__')
  if (typeof preview !== 'object' || preview === null) return false
  const { currentRender } = preview as { currentRender?: { phase?: string } }
  return ['finished', 'errored', 'aborted'].includes(currentRender?.phase ?? '')
}

function storyIds(): string[] {
  const index = JSON.parse(readFileSync(join(playground, 'index.json'), 'utf8')) as {
    entries: Record<string, { id: string; type: string }>
  }
  const ids = Object.values(index.entries)
    .filter(
      ({ id, type }) =>
        type === 'story' && (wanted.length === 0 || wanted.some((start) => id.startsWith(start))),
    )
    .map(({ id }) => id)
  if (ids.length === 0) throw new StepError(`No story begins with ${wanted.join(' or ')}.`)
  return ids
}
