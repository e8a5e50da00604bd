import { createEmulator } from '@cubekit/emulator'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { serveFolder } from './support/staticSite.ts'
import type { StaticSite } from './support/staticSite.ts'
import { openWatchedPage } from './support/watchedPage.ts'

const folder = inject('playground')

interface StoryIndex {
  entries: Record<string, { id: string; title: string; type: 'story' | 'docs' }>
}

let browser: Browser

beforeAll(async () => {
  browser = await chromium.launch(inject('chromium'))
})
afterAll(() => browser?.close())

// At the top of a domain, and in a folder of somebody's web space.
describe.each(['/', '/kits/cubekit/'])('the static playground under %s', (under) => {
  let site: StaticSite

  beforeAll(async () => {
    site = await serveFolder(folder, under)
  })
  afterAll(() => site?.stop())

  test('opens with its list of stories', async () => {
    const watched = await openWatchedPage(browser, /\/sb-(?:manager|addons)\//)
    onTestFinished(watched.close)
    await watched.page.goto(site.url)
    await watched.page.getByText('Playground', { exact: true }).waitFor()
    await watched.page
      .frameLocator('#storybook-preview-iframe')
      .locator('#storybook-root > *')
      .first()
      .waitFor()
    expect(watched.complaints).toEqual([])
    expect(watched.requests.filter((address) => !isWithin(address, site.url))).toEqual([])
  })

  test('signs a person in, who stays signed in after a reload, and logs out', async () => {
    const watched = await openWatchedPage(browser)
    onTestFinished(watched.close)
    const { page } = watched
    await page.goto(`${site.url}iframe.html?viewMode=story&id=${firstStoryOf('Playground/Sign in')}`)

    // The playground's people are those that anybody gets from an emulator without options.
    const [person] = createEmulator().people
    if (person === undefined) throw new Error('The emulator has no people.')
    await page.getByLabel(/login or email/i).fill(person.login)
    await page.getByLabel('Password', { exact: true }).fill(person.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    const logout = page.getByRole('button', { name: 'Log out' })
    await logout.waitFor()
    await page.getByText(person.full_name).first().waitFor()

    await page.reload()
    await logout.waitFor()
    await page.getByText(person.full_name).first().waitFor()

    await logout.click()
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    expect(watched.complaints).toEqual([])
    expect(watched.requests.filter((address) => !isWithin(address, site.url))).toEqual([])
  })

  test('gives a person a picture, which is there again after a reload', async () => {
    const watched = await openWatchedPage(browser)
    onTestFinished(watched.close)
    const { page } = watched
    await page.goto(`${site.url}iframe.html?viewMode=story&id=${firstStoryOf('Playground/Avatar')}`)
    const [person] = createEmulator().people
    if (person === undefined) throw new Error('The emulator has no people.')
    await page.getByLabel(/login or email/i).fill(person.login)
    await page.getByLabel('Password', { exact: true }).fill(person.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: 'Upload photo' }).waitFor()
    const photo = await page.evaluate(drawJpeg)
    const file = { name: 'me.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(photo) }
    await page.locator('input[type=file]').first().setInputFiles(file)
    await page.locator('button:not([aria-disabled])', { hasText: 'Use photo' }).click()

    const card = page.getByRole('region', { name: 'Your card' }).locator('img')
    await card.waitFor()
    await page
      .getByRole('region', { name: 'Your files' })
      .getByText(/^avatar-/)
      .waitFor()
    await page.reload()
    await card.waitFor()
    expect(await card.evaluate((image) => 'naturalWidth' in image && image.naturalWidth)).toBe(200)
    expect(watched.complaints).toEqual([])
    expect(watched.requests.filter((address) => !isWithin(address, site.url))).toEqual([])
  })
})

/** The bytes of a picture, as tall as wide: 200 pixels. Runs in the page. */
async function drawJpeg(): Promise<number[]> {
  const canvas = new OffscreenCanvas(200, 200)
  canvas.getContext('2d')?.fillRect(20, 20, 90, 90)
  const blob = await canvas.convertToBlob({ type: 'image/jpeg' })
  return [...new Uint8Array(await blob.arrayBuffer())]
}

/** Requests to the site itself, and such as never leave the page. */
function isWithin(address: string, site: string): boolean {
  return address.startsWith(site) || /^(?:data|blob):/.test(address)
}

function firstStoryOf(title: string): string {
  const { entries } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as StoryIndex
  const story = Object.values(entries).find((entry) => entry.title === title && entry.type === 'story')
  if (story === undefined) throw new Error(`The playground has no story “${title}”.`)
  return story.id
}
