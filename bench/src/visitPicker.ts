import type { Browser, CDPSession, Page } from 'playwright'
import { peopleOf } from './people.ts'

/** What one visit to a picker has measured. Times are milliseconds. */
export interface PickerVisit {
  /** From the call that renders it to the frame that shows it. */
  readonly mount: number
  /** From the press of the mouse on the input to the frame with ten people in it. */
  readonly open: number
  /** From each key to the frame in which everybody matches the text. */
  readonly keys: readonly number[]
  /** From frame to frame while the list scrolls. */
  readonly frames: readonly number[]
  /** Elements on the page while ten people can be seen. */
  readonly nodes: number
  /** Bytes beyond those of the people, after a search. Only if asked for. */
  readonly heap?: number
}

export interface PickerVisitOptions {
  readonly count: number
  readonly slowdown: number
  readonly measuresHeap: boolean
}

/** Opens a picker among many people, types the names of four of them, and scrolls. */
export async function visitPicker(
  browser: Browser,
  url: string,
  { count, slowdown, measuresHeap }: PickerVisitOptions,
): Promise<PickerVisit> {
  const context = await browser.newContext({ viewport: { width: 800, height: 700 } })
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(120_000)
    const failures: string[] = []
    page.on('pageerror', (error) => failures.push(error.message))
    const devtools = await context.newCDPSession(page)
    await page.addInitScript(watchPage)
    await page.goto(url)
    await page.evaluate((people) => window.picker?.prepare(people), count)
    const before = measuresHeap ? await heapOf(devtools) : 0
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    const mount = await page.evaluate(() => window.watch.mount())
    const input = await page.locator('input').first().boundingBox()
    if (!input) throw new Error('There is no input.')
    await settle(page)
    // Nobody presses what the pointer has not reached.
    await page.mouse.move(input.x + 20, input.y + input.height / 2)
    await settle(page)
    const open = await timeOf(page, 'open', () => page.mouse.click(input.x + 20, input.y + input.height / 2))
    await settle(page)
    const nodes = await page.evaluate(() => window.watch.nodes())
    const keys = await typeNames(page)
    const heap = measuresHeap ? (await heapOf(devtools)) - before : undefined
    const frames = await page.evaluate(() => window.watch.scroll())
    if (failures.length > 0) throw new Error(`${url} failed: ${failures.join('; ')}`)
    return { mount, open, keys, frames, nodes, ...(heap !== undefined && { heap }) }
  } finally {
    await context.close()
  }
}

/** What is typed: the beginnings of four people's names, which begin with different letters. */
const names = [...new Map(peopleOf(40).map(({ full_name }) => [full_name?.[0], full_name ?? ''])).values()]
  .slice(0, 4)
  .map((name) => name.toLowerCase().slice(0, 9))

async function typeNames(page: Page): Promise<number[]> {
  const times: number[] = []
  for (const name of names) {
    for (const key of name) times.push(await timeOf(page, 'key', () => page.keyboard.press(key)))
    await page.keyboard.press('Control+A')
    await timeOf(page, 'key', () => page.keyboard.press('Backspace'))
  }
  await settle(page)
  return times
}

/** How long the page says that something took, which is begun when it is watching. */
async function timeOf(page: Page, what: 'open' | 'key', begin: () => Promise<void>): Promise<number> {
  await page.evaluate((name) => void (window.watched = window.watch[name]()), what)
  await begin()
  return page.evaluate(() => window.watched)
}

/** Half a second, as people take between a click and a key, and more if the page is still at work. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        setTimeout(() => requestIdleCallback(() => resolve(), { timeout: 5000 }), 500)
      }),
  )
}

async function heapOf(devtools: CDPSession): Promise<number> {
  for (let time = 0; time < 3; time++) await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  return usedSize
}

declare global {
  interface Window {
    /** What each page offers. */
    picker?: { prepare(count: number): void; show(): void }
    watch: {
      mount(): Promise<number>
      open(): Promise<number>
      key(): Promise<number>
      nodes(): number
      scroll(): Promise<number[]>
    }
    watched: Promise<number>
  }
}

/** Runs in the page before its own scripts. */
function watchPage(): void {
  const afterPaint = (): Promise<number> =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(performance.now())
        port2.postMessage(null)
      })
    })
  const painted = async (isDone: () => boolean): Promise<number> => {
    const giveUp = performance.now() + 60_000
    for (;;) {
      const now = await afterPaint()
      if (isDone()) return now
      if (now > giveUp) throw new Error('The page never showed who was looked for.')
    }
  }
  const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[role=option]')]
  // Lists may be ready before they open.
  const isVisible = (row: HTMLElement): boolean => row.checkVisibility({ visibilityProperty: true })
  const input = (): HTMLInputElement | null => document.querySelector('input')
  const matches = (): boolean => {
    const text = input()?.value.toLowerCase() ?? ''
    const shown = rows()
    return shown.length > 0 && shown.every((row) => row.textContent?.toLowerCase().includes(text))
  }
  const elements = (): number => document.body.querySelectorAll('*').length
  let elementsBefore = 0

  window.watch = {
    async mount() {
      elementsBefore = elements()
      const start = performance.now()
      window.picker?.show()
      return (await painted(() => input() !== null)) - start
    },
    open: () =>
      new Promise((resolve) => {
        addEventListener(
          'mousedown',
          ({ timeStamp }) => {
            resolve(painted(() => rows().filter(isVisible).length >= 10).then((now) => now - timeStamp))
          },
          { capture: true, once: true },
        )
      }),
    key: () =>
      new Promise((resolve) => {
        let pressed = 0
        addEventListener('keydown', ({ timeStamp }) => void (pressed = timeStamp), {
          capture: true,
          once: true,
        })
        addEventListener('input', () => void painted(matches).then((now) => resolve(now - pressed)), {
          capture: true,
          once: true,
        })
      }),
    nodes: () => elements() - elementsBefore,
    async scroll() {
      let list: Element | null = rows()[0] ?? null
      while (list && list.scrollHeight <= list.clientHeight + 1) list = list.parentElement
      const times: number[] = []
      for (let frame = 0; frame < 90; frame++) {
        if (list) list.scrollTop += 280
        times.push(await new Promise<number>(requestAnimationFrame))
      }
      if (!list?.scrollTop) throw new Error('The list did not scroll.')
      return times.slice(1).map((time, at) => time - (times[at] ?? 0))
    },
  }
}
