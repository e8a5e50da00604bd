import { startEmulator } from '@cubekit/emulator/node'
import type { EmulatorBlob } from '@cubekit/emulator'
import type { EmulatorServer, EmulatorServerOptions } from '@cubekit/emulator/node'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright'
import { expect, onTestFinished } from 'vitest'
import { root } from '../../scripts/root.ts'
import type { AvatarGiven, UploadReport } from './avatarTab.tsx'
import type { CrashableChromium } from './crashableChromium.ts'
import { bundleForBrowsers, openWindow } from './tabPage.ts'

/** An emulator, and a site of another origin whose pages show avatars and upload them. */
export interface AvatarStage {
  readonly emulator: EmulatorServer
  readonly context: BrowserContext
  readonly siteUrl: string
  /** Opens a tab. `prepare` runs in it before any script of the page; `arrange` before it goes anywhere. */
  open(prepare?: () => void, arrange?: (page: Page) => Promise<unknown>): Promise<Page>
  /** The first of the people, as the server has them. */
  avatar(): string | null
  /** All files that there are, by uid. */
  files(): readonly EmulatorBlob[]
}

/** Ada has no avatar yet, Grace has; both can sign in. */
export const people = [
  { id: 7, login: 'ada', password: 'analytical engine', full_name: 'Ada Lovelace' },
  { id: 8, login: 'grace', password: 'first compiler', full_name: 'Grace Hopper', avatar: true },
] as const

/** Sets a stage for the running test, which takes it down when it ends. */
export async function createAvatarStage(
  { context }: CrashableChromium,
  options: EmulatorServerOptions = {},
): Promise<AvatarStage> {
  const emulator = await startEmulator({ users: people, ...options })
  onTestFinished(emulator.stop)
  const { url, stop } = await serveSite(emulator)
  onTestFinished(stop)
  const pages: Page[] = []
  const uncaught: string[] = []
  onTestFinished(async () => {
    await Promise.all(pages.map((page) => page.close().catch(() => {})))
    expect(uncaught).toEqual([])
  })
  return {
    emulator,
    context,
    siteUrl: url,
    async open(prepare, arrange) {
      const page = await openWindow(context)
      pages.push(page)
      page.on('pageerror', (error) => uncaught.push(String(error)))
      if (prepare) await page.addInitScript(prepare)
      await arrange?.(page)
      await page.goto(url)
      await page
        .getByRole('status')
        .getByText(/^(?!loading$)./)
        .waitFor()
      return page
    },
    avatar: () => emulator.db.users.get(people[0].id)?.avatar ?? null,
    files: () => [...emulator.db.blobs.list()].filter(({ userId }) => userId === people[0].id),
  }
}

/** Signs one of the people in. */
export async function signIn(
  page: Page,
  { login, password }: (typeof people)[number] = people[0],
): Promise<void> {
  const outcome = await page.evaluate((credentials) => avatarTab.signIn(credentials), { login, password })
  expect(outcome).toBe('done')
}

/** Uploads a picture of this colour as the avatar of who is signed in. */
export function upload(page: Page, colour: string, cancelAt?: string): Promise<UploadReport> {
  return page.evaluate(({ colour: painted, cancelAt: state }) => avatarTab.upload(painted, state), {
    colour,
    ...(cancelAt !== undefined && { cancelAt }),
  })
}

/** Waits until the upload of a page is in this state. */
export async function waitForState(page: Page, state: string): Promise<void> {
  await expect.poll(() => page.evaluate(() => avatarTab.state), { timeout: 10_000 }).toBe(state)
}

/** The files whose pictures can be seen, in the order of the page. */
export function shownUids(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLImageElement>('.cube-avatar img')]
      .filter((image) => image.checkVisibility() && image.naturalWidth > 0)
      .map(({ src }) => new URL(src).pathname.split('/').at(-1) ?? ''),
  )
}

async function serveSite(emulator: EmulatorServer): Promise<{ url: string; stop(): Promise<void> }> {
  const scripts = await bundleTab()
  const given: AvatarGiven = {
    appId: emulator.clientOptions.appId,
    apiUrl: emulator.url,
    keys: emulator.keys,
    provider: people[0],
  }
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'unsafe-inline'",
    `connect-src ${emulator.url}`,
    `img-src blob: ${emulator.url}`,
    "base-uri 'none'",
  ].join('; ')
  const json = JSON.stringify(given).replaceAll('<', '\\u003c')
  const style =
    '.cube-avatar, .cube-avatar img { display: inline-block; inline-size: 32px; block-size: 32px }'
  const html = `<!doctype html><html lang="en"><title>Avatars</title><div id="root"></div>
    <style>${style} [hidden] { display: none !important }</style>
    <script type="application/json" id="given">${json}</script>
    <script type="module" src="/avatarTab.js"></script></html>`
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const script = scripts.get(pathname.slice(1))
    if (script !== undefined) {
      response.setHeader('content-type', 'text/javascript; charset=utf-8').end(script)
      return
    }
    if (pathname !== '/') {
      response.writeHead(404).end()
      return
    }
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.setHeader('content-security-policy', policy)
    response.end(html)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}

let bundled: Promise<Map<string, string>> | undefined

function bundleTab(): Promise<Map<string, string>> {
  bundled ??= bundleForBrowsers({ avatarTab: join(root, 'e2e/support/avatarTab.tsx') })
  return bundled
}
