import type { Browser, Page } from 'playwright'

/** A page of its own (no cookies, no storage from before) and what it complains about. */
export interface WatchedPage {
  page: Page
  /** Everything written to the console, whatever the level. */
  console: string[]
  /** Console errors and warnings, uncaught errors, failed requests. A healthy page has none. */
  complaints: string[]
  /** Every address asked for, the frames' own included. */
  requests: string[]
  close(): Promise<void>
}

/** Opens an empty page. What scripts whose address matches `foreign` warn about is not ours to repair. */
export async function openWatchedPage(browser: Browser, foreign?: RegExp): Promise<WatchedPage> {
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  const page = await context.newPage()
  const watched: WatchedPage = {
    page,
    console: [],
    complaints: [],
    requests: [],
    close: () => context.close(),
  }
  page.on('console', (message) => {
    const text = `${message.type()}: ${message.text()}`
    watched.console.push(text)
    const isForeign = foreign?.test(message.location().url) ?? false
    if (message.type() === 'error' || (message.type() === 'warning' && !isForeign))
      watched.complaints.push(text)
  })
  page.on('pageerror', (error) => watched.complaints.push(`uncaught: ${error.message}`))
  page.on('request', (request) => watched.requests.push(request.url()))
  page.on('response', (response) => {
    if (response.status() >= 400) watched.complaints.push(`${response.status()}: ${response.url()}`)
  })
  return watched
}
