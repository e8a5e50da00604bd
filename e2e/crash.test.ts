import { startEmulator } from '@cubekit/emulator/node'
import type { EmulatorServer } from '@cubekit/emulator/node'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { root } from '../scripts/root.ts'
import { startCrashableChromium } from './support/crashableChromium.ts'
import { serveFolder } from './support/staticSite.ts'
import type { StaticSite } from './support/staticSite.ts'

// Chromium dies right after a sign-in or a logout was done: it must still be so in the next one.

let emulator: EmulatorServer
let site: StaticSite
let folder: string

beforeAll(async () => {
  emulator = await startEmulator()
  folder = mkdtempSync(join(tmpdir(), 'cubekit-crash-'))
  await writePage(folder)
  site = await serveFolder(folder)
})
afterAll(async () => {
  await site?.stop()
  await emulator?.stop()
  await rm(folder, { recursive: true, force: true })
})

describe.each([0, 50, 100, 150, 200])('a crash %i ms after', (delayMs) => {
  test('a sign-in does not lose it', async () => {
    const open = withProfile()
    const first = await open()
    await act(first.page, 'sign in')
    await wait(delayMs)
    await first.crash()
    const second = await open()
    expect(await statusOf(second.page)).toBe('user')
  })

  test('a logout does not bring anybody back', async () => {
    const open = withProfile()
    const first = await open()
    await act(first.page, 'sign in')
    await act(first.page, 'log out')
    await wait(delayMs)
    await first.crash()
    const second = await open()
    expect(await statusOf(second.page)).toBe('signed-out')
  })
})

test('a page that is reloaded in the very moment of a logout shows nobody, ten times of ten', async () => {
  const { page } = await withProfile()()
  for (let round = 0; round < 10; round++) {
    await act(page, 'sign in')
    await Promise.all([
      page.waitForEvent('load'),
      page.getByRole('button', { name: 'log out' }).evaluate((button: HTMLButtonElement) => {
        button.click()
        location.reload()
      }),
    ])
    expect(await statusOf(page)).toBe('signed-out')
  }
})

/** Opens the page, each time in a new Chromium, on one profile that is this test's own. */
function withProfile(): () => Promise<{ page: Page; crash(): Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), 'cubekit-profile-'))
  onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }))
  return async () => {
    const started = await startCrashableChromium(inject('chromium'), profile)
    onTestFinished(started.crash)
    await started.page.goto(site.url)
    return started
  }
}

/** Does it and waits until it is done, no longer. */
async function act(page: Page, name: 'sign in' | 'log out'): Promise<void> {
  await page.getByRole('button', { name }).click()
  await page.getByText(`done: ${name}`).waitFor()
}

async function statusOf(page: Page): Promise<string | null> {
  await page
    .getByRole('status')
    .getByText(/^(?!loading$)./)
    .waitFor()
  return page.getByRole('status').textContent()
}

/** The smallest page that signs in and out; the server behind it outlives every crash. */
async function writePage(to: string): Promise<void> {
  const { login, password } = emulator.people[0] ?? {}
  const { appId } = emulator.clientOptions
  const given = { appId, apiUrl: emulator.url, keys: emulator.keys, credentials: { login, password } }
  const id = join(root, 'e2e', 'crash-entry.js')
  const code = `
    import { createCubeClient, localSigner, login, logout } from '@cubekit/core'
    const { appId, apiUrl, keys, credentials } = ${JSON.stringify(given)}
    const client = createCubeClient({ appId, apiUrl, signer: localSigner(keys) })
    const status = document.querySelector('[role=status]')
    const done = document.querySelector('output')
    const show = () => { status.textContent = client.getSession().status }
    client.subscribe(show)
    show()
    client.start()
    const [signIn, logOut] = document.querySelectorAll('button')
    const say = (what) => () => { done.textContent = 'done: ' + what }
    signIn.onclick = () => login(client, credentials).then(say('sign in'))
    logOut.onclick = () => logout(client).then(say('log out'))`
  const bundle = await rolldown({
    input: id,
    logLevel: 'silent',
    platform: 'browser',
    resolve: { conditionNames: ['@cubekit/source', 'browser', 'import', 'default'] },
    plugins: [
      {
        name: 'crash-entry',
        resolveId: (specifier) => (specifier === id ? id : null),
        load: (file) => (file === id ? code : null),
      },
    ],
  })
  await bundle.write({ dir: to, format: 'esm', entryFileNames: 'page.js' })
  await bundle.close()
  writeFileSync(
    join(to, 'index.html'),
    `<!doctype html><title>Crash</title><p role="status"></p><output role="log"></output><button>sign in</button><button>log out</button>
    <script type="module" src="page.js"></script>`,
  )
}
