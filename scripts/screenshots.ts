import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import type { Browser, BrowserContextOptions } from 'playwright'
import { serveFolder } from '../e2e/support/staticSite.ts'
import { findChromium } from './findChromium.ts'
import { root } from './root.ts'
import { run } from './run.ts'
import { runSteps, StepError } from './steps.ts'

// Pictures of stories for people to look at, in .cache/screenshots, and docs/playground.png.
//   pnpm screenshots                       every story
//   pnpm screenshots components-loginform  stories whose id begins so

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
  const stories = storyIds()
  mkdirSync(pictures, { recursive: true })
  const site = await serveFolder(playground)
  const browser = await chromium.launch(findChromium())
  try {
    for (const [name, variant] of Object.entries(variants)) {
      for (const story of stories) {
        const globals = variant.globals === undefined ? '' : `&globals=${variant.globals}`
        const file = join(pictures, `${story}.${name}.png`)
        await takePicture(
          browser,
          `${site.url}iframe.html?viewMode=story&id=${story}${globals}`,
          file,
          variant.context,
        )
      }
      console.log(`  ${stories.length} stories in ${name}`)
    }
    if (wanted.length === 0) {
      const context: BrowserContextOptions = {
        viewport: { width: 1280, height: 800 },
        deviceScaleFactor: 2,
        colorScheme: 'light',
      }
      mkdirSync(join(root, 'docs'), { recursive: true })
      await takePicture(browser, site.url, join(root, 'docs', 'playground.png'), context)
    }
  } finally {
    await browser.close()
    await site.stop()
  }
  console.log(`  in ${pictures}`)
}

async function takePicture(
  browser: Browser,
  url: string,
  file: string,
  options: BrowserContextOptions,
): Promise<void> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  await page.goto(url, { waitUntil: 'networkidle' })
  await page.screenshot({ path: file, animations: 'disabled' })
  await context.close()
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
