import { startEmulator } from '@cubekit/emulator/node'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright'
import { findChromium } from '../../scripts/findChromium.ts'
import { avatarPages } from './avatarPages.ts'
import { makeBomb, makePhoto } from './avatarPhotos.ts'
import { tasksDuring } from './mainThread.ts'
import { memoryGrowth } from './memoryOf.ts'
import { servePages } from './servePages.ts'
import { spreadOf } from './spreadOf.ts'
import type { Row, Section } from './table.ts'

type Name = keyof typeof avatarPages

const names: readonly Name[] = ['cubekit', 'byHand', 'component']
/** Where single functions are called. */
const bare = ['cubekit', 'byHand'] as const
const rounds = 7
const slowdown = 4
const latencyMs = 50

/** What is done with a photo. */
const steps = ['preview', 'encode', 'upload'] as const
type Step = (typeof steps)[number]

interface Measured {
  readonly ms: number
  /** The longest task of the main thread. */
  readonly longestMs: number
  /** The one that took the most of the processor, which is the same on a machine with nothing else to do. */
  readonly busiestMs: number
  /** Tasks of more than 50 ms, as the page counts them. */
  readonly longTasks: number
}

/** A photo from drop to avatar, and a file that would fill the memory, in Chromium. */
export async function measureAvatarSpeed(): Promise<readonly Section[]> {
  const pages = Object.fromEntries(
    names.map((name) => [name, { entry: avatarPages[name], hasStyles: name === 'component' }]),
  )
  const site = await servePages('avatar', pages)
  const emulator = await startEmulator({ latencyMs })
  const browser = await chromium.launch(findChromium())
  const folder = await mkdtemp(join(tmpdir(), 'cubekit-avatar-'))
  const open = async (name: Name, isSlow: boolean): Promise<Page> => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.addInitScript(watchPage)
    await page.goto(`${site.url}/${name}/`)
    const [person] = emulator.people
    await page.evaluate((given) => window.avatar.signIn?.(given), {
      url: emulator.url,
      authKey: emulator.keys.authKey,
      name: person?.login ?? '',
      password: person?.password ?? '',
    })
    const devtools = await context.newCDPSession(page)
    if (isSlow) await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    return page
  }
  try {
    const photo = await writePhoto(browser, folder)
    return [await photoSection(photo, open), await bombSection(browser, await writeBomb(folder), open)]
  } finally {
    await rm(folder, { recursive: true })
    await browser.close()
    site.stop()
    await emulator.stop()
  }
}

interface Photo {
  readonly file: string
  readonly megabytes: number
}

async function writePhoto(browser: Browser, folder: string): Promise<Photo> {
  const page = await browser.newPage()
  const content = await makePhoto(page)
  await page.close()
  const file = join(folder, 'photo.jpg')
  await writeFile(file, content)
  return { file, megabytes: content.length / 1e6 }
}

async function writeBomb(folder: string): Promise<string> {
  const file = join(folder, 'bomb.png')
  await writeFile(file, makeBomb())
  return file
}

type Open = (name: Name, isSlow: boolean) => Promise<Page>

async function photoSection(photo: Photo, open: Open): Promise<Section> {
  const measured = new Map<string, Measured[]>()
  const growth = new Map<Name, number[]>(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      for (const step of steps) {
        const page = await open(name, true)
        await choose(page, photo.file)
        const found = await measureStep(page, step)
        if (found) measured.set(`${name} ${step}`, [...(measured.get(`${name} ${step}`) ?? []), found])
        await page.context().close()
      }
    }
    for (const name of bare) {
      const page = await open(name, false)
      await choose(page, photo.file)
      const grown = await memoryGrowth(() => page.evaluate(() => window.avatar.encode(window.photo)))
      if (grown !== null) growth.get(name)?.push(grown)
      await page.context().close()
    }
  }
  const cell = (name: Name, step: Step, value: (one: Measured) => number): string | undefined => {
    const all = measured.get(`${name} ${step}`)
    if (!all) return undefined
    const { median, least, most } = spreadOf(all.map(value))
    return `${median.toFixed(0)} (${least.toFixed(0)} to ${most.toFixed(0)})`
  }
  const row = (what: string, step: Step, value: (one: Measured) => number, goal?: string): Row => {
    const [cubekit, official] = bare.map((name) => cell(name, step, value))
    return {
      what,
      ...(cubekit !== undefined && { cubekit }),
      ...(official !== undefined && { official }),
      ...(goal !== undefined && { goal }),
    }
  }
  const longTasksOf = (name: Name): number =>
    steps
      .flatMap((step) => measured.get(`${name} ${step}`) ?? [])
      .reduce((sum, { longTasks }) => sum + longTasks, 0)
  const memory = (name: Name): string => {
    const found = growth.get(name) ?? []
    return found.length > 0 ? spreadOf(found).median.toFixed(0) : ''
  }
  return {
    title: `A photo of 4,000 × 3,000 pixels and ${photo.megabytes.toFixed(1)} MB, at ${slowdown}× CPU throttle, median of ${rounds} (least to most)`,
    beside: '<img> and <canvas>',
    rows: [
      row('from the drop to the preview: ms', 'preview', ({ ms }) => ms),
      row('– longest task of the main thread: ms', 'preview', ({ longestMs }) => longestMs, '50'),
      row('– its processor time: ms', 'preview', ({ busiestMs }) => busiestMs, '50'),
      row('from the drop to the avatar as a file: ms', 'encode', ({ ms }) => ms),
      row('– longest task of the main thread: ms', 'encode', ({ longestMs }) => longestMs, '50'),
      row('– its processor time: ms', 'encode', ({ busiestMs }) => busiestMs, '50'),
      row(`from the drop to the profile, ${latencyMs} ms per answer: ms`, 'upload', ({ ms }) => ms),
      row('– longest task of the main thread: ms', 'upload', ({ longestMs }) => longestMs, '50'),
      row('– its processor time: ms', 'upload', ({ busiestMs }) => busiestMs, '50'),
      {
        what: 'AvatarUpload, from the drop to the picture to crop: ms',
        cubekit: cell('component', 'preview', ({ ms }) => ms) ?? '',
      },
      {
        what: '– longest task of the main thread: ms',
        cubekit: cell('component', 'preview', ({ longestMs }) => longestMs) ?? '',
        goal: 50,
      },
      {
        what: '– its processor time: ms',
        cubekit: cell('component', 'preview', ({ busiestMs }) => busiestMs) ?? '',
        goal: 50,
      },
      {
        what: `AvatarUpload, from the drop to the profile, ${latencyMs} ms per answer: ms`,
        cubekit: cell('component', 'upload', ({ ms }) => ms) ?? '',
      },
      {
        what: '– longest task of the main thread: ms',
        cubekit: cell('component', 'upload', ({ longestMs }) => longestMs) ?? '',
        goal: 50,
      },
      {
        what: '– its processor time: ms',
        cubekit: cell('component', 'upload', ({ busiestMs }) => busiestMs) ?? '',
        goal: 50,
      },
      {
        what: 'tasks of more than 50 ms, in all of these',
        cubekit: longTasksOf('cubekit') + longTasksOf('component'),
        official: longTasksOf('byHand'),
        goal: 0,
      },
      {
        what: 'memory of the browser at worst, beyond before, at full speed: MB',
        cubekit: memory('cubekit'),
        official: memory('byHand'),
      },
    ],
  }
}

/** Chooses a file, as a person does, and lets whatever that sets off come to rest. */
async function choose(page: Page, file: string): Promise<void> {
  await page.locator('#photo').setInputFiles(file)
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        setTimeout(resolve, 1000)
      }),
  )
}

/** `null` if the page cannot do it. */
async function measureStep(page: Page, step: Step): Promise<Measured | null> {
  if (!(await page.evaluate((name) => name in window.avatar, step))) return null
  const devtools = await page.context().newCDPSession(page)
  let measured = { ms: 0, longTasks: 0 }
  const tasks = await tasksDuring(devtools, async (marks) => {
    measured = await page.evaluate(
      async ([name, { begin, end }]) => {
        // In a task of its own, not in that of whoever asks for it.
        await new Promise((resolve) => setTimeout(resolve, 100))
        window.longTasks = 0
        performance.mark(begin)
        const start = performance.now()
        await window.avatar[name]?.(window.photo)
        const ms = performance.now() - start
        performance.mark(end)
        await new Promise((resolve) => setTimeout(resolve, 300))
        return { ms, longTasks: window.longTasks }
      },
      [step, marks] as const,
    )
  })
  return {
    ...measured,
    longestMs: Math.max(...tasks.map(({ ms }) => ms)),
    busiestMs: Math.max(...tasks.map(({ cpuMs }) => cpuMs)),
  }
}

async function bombSection(browser: Browser, bomb: string, open: Open): Promise<Section> {
  const found = new Map<
    Name,
    { readonly ms: readonly number[]; readonly grown: readonly number[]; readonly outcome: string }
  >()
  for (const name of bare) {
    const ms: number[] = []
    const grown: number[] = []
    let outcome = ''
    for (let round = 0; round < 3; round++) {
      const page = await open(name, false)
      await choose(page, bomb)
      const growth = await memoryGrowth(async () => {
        const tried = await page.evaluate(async () => {
          const start = performance.now()
          const result = await window.avatar.encode(window.photo).then(
            (made) => (made ? 'an avatar' : 'nothing'),
            (error: unknown) => `refused: ${window.avatar.refusal(error) ?? String(error)}`,
          )
          return { ms: performance.now() - start, result }
        })
        ms.push(tried.ms)
        outcome = tried.result
      })
      if (growth !== null) grown.push(growth)
      await page.context().close()
    }
    found.set(name, { ms, grown, outcome })
  }
  const median = (name: Name, key: 'ms' | 'grown'): string => {
    const values = found.get(name)?.[key] ?? []
    return values.length > 0 ? spreadOf(values).median.toFixed(0) : ''
  }
  return {
    title: `A PNG of 20,000 × 20,000 pixels in ${(await stat(bomb)).size.toLocaleString('en-US')} bytes, Chromium ${browser.version()}, median of 3`,
    beside: '<img> and <canvas>',
    rows: [
      {
        what: 'what becomes of it',
        cubekit: found.get('cubekit')?.outcome ?? '',
        official: found.get('byHand')?.outcome ?? '',
        goal: 'refused',
      },
      {
        what: 'until then: ms',
        cubekit: median('cubekit', 'ms'),
        official: median('byHand', 'ms'),
        goal: 50,
      },
      {
        what: 'memory of the browser at worst, beyond before: MB',
        cubekit: median('cubekit', 'grown'),
        official: median('byHand', 'grown'),
        goal: 50,
      },
    ],
  }
}

declare global {
  interface Window {
    avatar: {
      signIn?(given: { url: string; authKey: string; name: string; password: string }): Promise<void>
      preview(photo: Blob): Promise<unknown>
      encode(photo: Blob): Promise<Blob | null>
      upload?(photo: Blob): Promise<void>
      refusal(error: unknown): string | null
    }
    photo: Blob
    longTasks: number
  }
}

/** Runs in the page before its own scripts. */
function watchPage(): void {
  window.longTasks = 0
  addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.id === 'photo' && target.files?.[0])
      window.photo = target.files[0]
  })
  new PerformanceObserver((list) => void (window.longTasks += list.getEntries().length)).observe({
    entryTypes: ['longtask'],
  })
}
