import { startEmulator } from '@cubekit/emulator/node'
import type { EmulatorServer, EmulatorServerOptions } from '@cubekit/emulator/node'
import type { LogEntry } from '@cubekit/emulator'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, CDPSession, Frame, Page } from 'playwright'
import { type Plugin, rolldown } from 'rolldown'
import { expect, onTestFinished } from 'vitest'
import type { ChromiumLaunch } from '../../scripts/findChromium.ts'
import { root } from '../../scripts/root.ts'
import { startCrashableChromium } from './crashableChromium.ts'
import type { CrashableChromium } from './crashableChromium.ts'
import type { Given, Outcomes } from './tab.ts'

/** A host that is no secure context: Chromium is told to look for it on this machine. */
export const insecureHost = 'insecure.test'

/** How the page is set up; what is left out, the site decides. */
export type TabOptions = Partial<Omit<Given, 'provider' | 'keys'>> & {
  /** Lets the first of the emulator's people renew their session themselves. */
  readonly renews?: boolean
  /** Under which name to look for the site, if not as this machine. */
  readonly host?: string
}

/** A web space with the page of `tab.ts`. */
export interface TabSite {
  readonly url: string
  address(options?: Omit<TabOptions, 'host'>, host?: string): string
  stop(): Promise<void>
}

/** An emulator, and a site on an origin of its own in which tabs can be opened. */
export interface TabStage {
  readonly emulator: EmulatorServer
  readonly site: TabSite
  readonly context: BrowserContext
  /** Opens a tab and waits until it knows who is signed in. `prepare` runs in it before any script of the page. */
  open(options?: TabOptions, prepare?: () => void): Promise<Page>
  /** Opens an empty page of the same origin. */
  openEmpty(): Promise<Page>
}

/** Starts a Chromium for tabs, with a process for each. */
export async function startTabChromium(launch: ChromiumLaunch): Promise<CrashableChromium> {
  const profile = mkdtempSync(join(tmpdir(), 'cubekit-tabs-'))
  const args = [`--host-resolver-rules=MAP ${insecureHost} 127.0.0.1`, '--renderer-process-limit=64']
  const started = await startCrashableChromium({ ...launch, args: [...launch.args, ...args] }, profile)
  return {
    ...started,
    async crash() {
      await started.crash()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Sets a stage for the running test, which takes it down when it ends. */
export async function createTabStage(
  { context }: CrashableChromium,
  options: EmulatorServerOptions = {},
): Promise<TabStage> {
  const emulator = await startEmulator({ users: 20, ...options })
  onTestFinished(emulator.stop)
  const site = await serveTabs(emulator)
  onTestFinished(site.stop)
  const pages: Page[] = []
  const uncaught: string[] = []
  onTestFinished(async () => {
    // Frozen ones close as well, crashed ones are closed.
    await Promise.all(pages.map((page) => page.close().catch(() => {})))
    expect(uncaught).toEqual([])
  })
  const openAt = async (address: string, prepare?: () => void): Promise<Page> => {
    const page = await openWindow(context)
    pages.push(page)
    page.on('pageerror', (error) => uncaught.push(String(error)))
    if (prepare) await page.addInitScript(prepare)
    await page.goto(address)
    return page
  }
  return {
    emulator,
    site,
    context,
    async open({ host, ...asked } = {}, prepare) {
      const page = await openAt(site.address(asked, host), prepare)
      await statusOf(page)
      return page
    },
    openEmpty: () => openAt(`${site.url}empty`),
  }
}

let lastWindow: Promise<unknown> = Promise.resolve()

/** Opens a tab in a window of its own: of tabs that share one, all but one are hidden, and slowed down. */
export function openWindow(context: BrowserContext): Promise<Page> {
  const open = async (): Promise<Page> => {
    const opener = await debuggerOf(context.pages()[0] ?? (await context.newPage()))
    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      opener.send('Target.createTarget', { url: 'about:blank', newWindow: true }),
    ])
    return opened
  }
  // One after the other, to know which is which.
  const opening = lastWindow.then(open)
  lastWindow = opening.catch(() => {})
  return opening
}

/** Serves the page of `tab.ts` and an empty page of the same origin, and passes on what comes below `api`. */
export async function serveTabs(emulator: EmulatorServer): Promise<TabSite> {
  const scripts = await bundleTab()
  const { appId } = emulator.clientOptions
  const [person] = emulator.people
  const defaults: Given = {
    appId,
    apiUrl: emulator.url,
    keys: emulator.keys,
    users: emulator.people.map(({ id }) => id),
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    // Frames without an origin of their own may load the scripts as well. `no-store` would keep pages out of the
    // back/forward cache.
    const send = (type: string, body: string): void =>
      void response
        .writeHead(200, {
          'content-type': `${type}; charset=utf-8`,
          'cache-control': 'no-cache',
          'access-control-allow-origin': '*',
        })
        .end(body)
    const script = scripts.get(url.pathname.slice(1))
    if (script !== undefined) return send('text/javascript', script)
    if (url.pathname === '/empty') return send('text/html', '<!doctype html><title>Empty</title>')
    if (url.pathname.startsWith('/api/')) return answerForApi(emulator, url, request, response)
    if (url.pathname !== '/') return void response.writeHead(404).end()
    const { renews, ...asked } = JSON.parse(url.searchParams.get('given') ?? '{}') as TabOptions
    const provider = renews && person && { login: person.login, password: person.password }
    send('text/html', tabHtml({ ...defaults, ...asked, ...(provider ? { provider } : {}) }))
  }

  const server = createServer((request, response) => {
    void answer(request, response)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    address: (options = {}, host = '127.0.0.1') =>
      `http://${host}:${port}/?${new URLSearchParams({ given: JSON.stringify(options) }).toString()}`,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}

/** The emulator as a part of the site, as behind an app's own proxy: its pages send no preflights. */
async function answerForApi(
  emulator: EmulatorServer,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const token = request.headers['cb-token']
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const answer = await emulator.fetch(`${emulator.url}${url.pathname.slice('/api'.length)}${url.search}`, {
    method: request.method ?? 'GET',
    headers: {
      'Content-Type': 'application/json',
      ...(typeof token === 'string' ? { 'CB-Token': token } : {}),
    },
    ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
  })
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
}

function tabHtml(given: Given): string {
  const json = JSON.stringify(given).replaceAll('<', '\\u003c')
  return `<!doctype html><title>Tab</title><p role="status">loading</p>
    <script type="application/json" id="given">${json}</script><script type="module" src="/tab.js"></script>`
}

let bundled: Promise<Map<string, string>> | undefined

/** The page's scripts, by their names; made from the sources, once. */
function bundleTab(): Promise<Map<string, string>> {
  bundled ??= bundleForBrowsers({ tab: join(root, 'e2e/support/tab.ts') })
  return bundled
}

/** Bundles entries as an app's bundler would, from the packages' sources. */
export async function bundleForBrowsers(
  input: Record<string, string>,
  plugins: readonly Plugin[] = [],
): Promise<Map<string, string>> {
  const bundle = await rolldown({
    input,
    plugins: [...plugins],
    logLevel: 'silent',
    platform: 'browser',
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    resolve: { conditionNames: ['@cubekit/source', 'browser', 'import', 'default'] },
  })
  const { output } = await bundle.generate({ format: 'esm', entryFileNames: '[name].js' })
  await bundle.close()
  return new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code]] : [])))
}

/** After so long, what should have happened will not. */
const patienceMs = 5000

/** What the page shows, once it knows. */
export async function statusOf(page: Page): Promise<string> {
  const status = page.getByRole('status')
  await status.getByText(/^(?!loading$)./).waitFor({ timeout: patienceMs })
  return (await status.textContent()) ?? ''
}

/** Waits until the page shows this. */
export async function waitForStatus(page: Page, status: string): Promise<void> {
  await page.getByRole('status').getByText(status, { exact: true }).waitFor({ timeout: patienceMs })
}

/** `done`, or the code of the error. */
export function signIn(page: Page | Frame, emulator: EmulatorServer, index = 0): Promise<string> {
  const { login = '', password = '' } = emulator.people[index] ?? {}
  return page.evaluate((credentials) => tab.signIn(credentials), { login, password })
}

export function logOut(page: Page | Frame): Promise<{ server: string; durable?: boolean }> {
  return page.evaluate(() => tab.logOut())
}

/** What the browser tells a page that somebody turns to. */
export async function lookAt(page: Page): Promise<void> {
  await page.evaluate(() => void dispatchEvent(new Event('focus')))
}

/** Sends so many requests at once, and counts how they ended. */
export function call(page: Page | Frame, count = 1): Promise<Outcomes> {
  return page.evaluate((times) => tab.call(times), count)
}

/** The requests that have come to the emulator since this was called. */
export function watchJournal({ log }: EmulatorServer): (method?: string, path?: string) => LogEntry[] {
  // Its oldest entries are dropped, so that a position in it means little.
  const before = new WeakSet(log)
  return (method, path) =>
    log.filter(
      (entry) =>
        !before.has(entry) &&
        (method === undefined || entry.method === method) &&
        (path === undefined || entry.path === path),
    )
}

/** Lets the server answer the page's next request to `path`, and keeps the answer back until it is released. */
export async function holdAnswer(
  page: Page,
  path: string,
): Promise<{ arrived: Promise<void>; release(): void }> {
  const arrived = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  await page.route(
    (url) => url.pathname === path,
    async (route) => {
      const response = await route.fetch()
      arrived.resolve()
      await released.promise
      // The page may be gone by now.
      await route.fulfill({ response }).catch(() => {})
    },
    { times: 1 },
  )
  return { arrived: arrived.promise, release: released.resolve }
}

const debuggers = new WeakMap<Page, Promise<CDPSession>>()

/** What Chromium's own tools can do to a page. */
export function debuggerOf(page: Page): Promise<CDPSession> {
  const known = debuggers.get(page) ?? page.context().newCDPSession(page)
  debuggers.set(page, known)
  return known
}

/** Stops everything in the page, as the browser does to save energy, and as a sleeping computer does. */
export async function freeze(page: Page): Promise<void> {
  await (await debuggerOf(page)).send('Page.setWebLifecycleState', { state: 'frozen' })
}

export async function thaw(page: Page): Promise<void> {
  await (await debuggerOf(page)).send('Page.setWebLifecycleState', { state: 'active' })
}

/**
 * Puts the page into the back/forward cache, and brings it back after `meanwhile`. Chromium's headless shell has no
 * such cache: there, the page is frozen, and told what it would be told. `loaded` when Chromium kept it no longer.
 */
export async function leaveAndReturn(
  page: Page,
  site: TabSite,
  meanwhile: () => Promise<unknown>,
): Promise<'restored' | 'imitated' | 'loaded'> {
  if (await keepsPages(page.context(), site)) {
    await page.evaluate(() => void (document.title = 'kept'))
    await page.goto(`${site.url}empty`)
    await meanwhile()
    await page.goBack({ waitUntil: 'commit' })
    return (await page.title()) === 'kept' ? 'restored' : 'loaded'
  }
  await page.evaluate(() => {
    const tell = (name: string): void =>
      void dispatchEvent(new PageTransitionEvent(name, { persisted: true }))
    tell('pagehide')
    document.addEventListener('resume', () => tell('pageshow'), { capture: true, once: true })
  })
  await freeze(page)
  await meanwhile()
  await thaw(page)
  return 'imitated'
}

let keeps: Promise<boolean> | undefined

function keepsPages(context: BrowserContext, site: TabSite): Promise<boolean> {
  keeps ??= (async () => {
    const page = await context.newPage()
    await page.goto(`${site.url}empty`)
    await page.evaluate(() => void (document.title = 'kept'))
    await page.goto(`${site.url}empty?elsewhere`)
    await page.goBack({ waitUntil: 'commit' })
    const title = await page.title()
    await page.close()
    return title === 'kept'
  })()
  return keeps
}

/** Ends the page's process as if it had run out of memory. */
export async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash')
  // It has nobody left to answer.
  void (await debuggerOf(page)).send('Page.crash').catch(() => {})
  await crashed
}

/** Writes a measured number down, ready for docs/reliability.md: what, target, measured. */
export function report(what: string, target: string, measured: string): void {
  console.log(`| ${what} | ${target} | ${measured} |`)
}

/** How many times to do it: more when the deep tests run. */
export function times(normally: number, deep: number): number {
  return process.env['CUBEKIT_DEEP'] ? deep : normally
}
