import { startEmulator, type EmulatorServer } from '@cubekit/emulator/node'
import { randomUUID } from 'node:crypto'
import { chromium } from 'playwright'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { serveApp } from './support/ssr/serveApp.ts'
import type { AppServer } from './support/ssr/serveApp.ts'
import { openWatchedPage } from './support/watchedPage.ts'

let browser: Browser
let emulator: EmulatorServer
let app: AppServer

beforeAll(async () => {
  browser = await chromium.launch(inject('chromium'))
  emulator = await startEmulator({
    signatures: 'require',
    authKey: `canary-key-${randomUUID()}`,
    authSecret: `canary-secret-${randomUUID()}`,
  })
  app = await serveApp(emulator)
})
afterAll(async () => {
  await app?.stop()
  await emulator?.stop()
  await browser?.close()
})

/** A page that notes every title that a person could see, from the server's on. */
async function openPage() {
  const watched = await openWatchedPage(browser)
  onTestFinished(watched.close)
  const { page } = watched
  await page.addInitScript(() => {
    const titles: string[] = []
    Object.assign(window, { titles })
    const look = (): void => {
      const title = document.querySelector('h1')?.textContent?.trim()
      if (title !== undefined && title !== titles.at(-1)) titles.push(title)
      requestAnimationFrame(look)
    }
    new MutationObserver(() => {
      const title = document.querySelector('h1')?.textContent?.trim()
      if (title !== undefined && title !== titles.at(-1)) titles.push(title)
    }).observe(document, { subtree: true, childList: true, characterData: true })
    look()
  })
  return { ...watched, who: (login: string) => knows(page, login) }
}

/** Lets the server know who it is, by a cookie of its own. */
const knows = (page: Page, who: string): Promise<void> =>
  page.context().addCookies([{ name: 'who', value: who, url: app.url }])

const titlesOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => Reflect.get(window, 'titles') as string[])

/** Until the stored session is known, and everything has settled. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => !document.querySelector('button[type=submit]:disabled'))
}

function person(): EmulatorServer['people'][number] {
  const [found] = emulator.people
  if (found === undefined) throw new Error('The emulator has no people.')
  return found
}

describe('a page that a server has rendered (row 108)', () => {
  test('becomes alive with an empty console under a strict policy (row 100), whatever the server knew, and shows nothing in between', async () => {
    const { page, complaints, console, who } = await openPage()
    const { login, password, full_name } = person()
    await who('nobody')
    await page.goto(app.url)
    await settled(page)
    expect(await titlesOf(page)).toEqual(['signed-out'])

    await page.getByLabel('Login or email').fill(login)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: 'Log out' }).waitFor()

    // The server has noticed, by its own means.
    await who(login)
    await page.reload()
    await settled(page)
    await page.locator(`[data-friend="${full_name}"]`).first().waitFor()
    expect(await titlesOf(page)).toEqual([`user ${full_name} ${login}`])

    // It knows nothing of this visitor, so that the page waits.
    await page.context().clearCookies()
    await page.reload()
    await page.getByRole('button', { name: 'Log out' }).waitFor()
    expect(await titlesOf(page)).toEqual(['loading', `user ${full_name} ${login}`])

    // It is behind: the browser knows better.
    await who('nobody')
    await page.reload()
    await page.getByRole('button', { name: 'Log out' }).waitFor()
    expect(await titlesOf(page)).toEqual(['signed-out', `user ${full_name} ${login}`])

    await page.getByRole('button', { name: 'Log out' }).click()
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    await who(login)
    await page.reload()
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    expect(await titlesOf(page)).toEqual([`user ${full_name} ${login}`, 'signed-out'])

    expect(complaints).toEqual([])
    // The one line is React's own, for people with developer tools.
    expect(console.filter((line) => !line.includes('React DevTools'))).toEqual([])
  })

  test('says all the server knows without any script', async () => {
    const { login, full_name } = person()
    const context = await browser.newContext({ javaScriptEnabled: false })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    await knows(page, login)
    await page.goto(app.url)
    expect((await page.getByRole('heading').textContent())?.trim()).toBe(`user ${full_name} ${login}`)
    expect(await page.getByRole('button', { name: 'Log out' }).isVisible()).toBe(true)
  })

  test('carries no token, no password and no key in anything that the server sends (row 109)', async () => {
    const { page, who } = await openPage()
    const { login, password } = person()
    const tokens: string[] = []
    page.on('response', async (answer) => {
      const token = /"token":\s*"(?<token>[^"]+)"/.exec(await answer.text().catch(() => ''))?.groups?.[
        'token'
      ]
      if (token !== undefined) tokens.push(token)
    })
    await who('nobody')
    await page.goto(app.url)
    await settled(page)
    await page.getByLabel('Login or email').fill(login)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: 'Log out' }).waitFor()
    await who(login)
    await page.reload()
    await page.getByRole('button', { name: 'Log out' }).waitFor()
    await settled(page)

    await expect.poll(() => tokens.length).toBeGreaterThan(0)
    const { authKey, authSecret } = emulator.keys
    const places = [...app.sent, await page.content(), page.url()]
    const secrets = [password, authKey, authSecret, ...tokens]
    expect(secrets.filter((secret) => places.some((text) => text.includes(secret)))).toEqual([])
  })
})
