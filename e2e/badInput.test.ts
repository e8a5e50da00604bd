import * as ui from '@cubekit/ui'
import { chromium } from 'playwright'
import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { everyForm, faultAt } from './support/everyForm.tsx'
import type { FormCase } from './support/everyForm.tsx'
import { everyView } from './support/everyView.tsx'
import { serveForms } from './support/formSite.ts'
import type { FormSite } from './support/formSite.ts'
import { openWatchedPage } from './support/watchedPage.ts'

let browser: Browser
let site: FormSite

beforeAll(async () => {
  browser = await chromium.launch(inject('chromium'))
  site = await serveForms()
})
afterAll(async () => {
  await site?.stop()
  await browser?.close()
})

test('no form is forgotten, and nothing that shows people', () => {
  const names = Object.keys(ui).filter((name) => `${name}Parts` in ui)
  const tested = [...everyForm, ...everyView].map(({ name }) => name)
  expect(names.filter((name) => !tested.includes(name))).toEqual([])
})

const asking = everyForm.filter(({ entries }) => entries.length > 0)

test.each(asking)('row 87: $name says what belongs where, and takes what was pasted', async (form) => {
  const page = await openForm(form)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  for (const { name, autocomplete, text } of form.entries) {
    const input = inputOf(page, name)
    expect(await input.getAttribute('autocomplete')).toBe(autocomplete)
    await expectName(input)
    if (!(await input.isEditable())) continue
    await page.evaluate((text) => navigator.clipboard.writeText(text), text)
    await input.focus()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.press('ControlOrMeta+V')
    expect(await input.inputValue()).toBe(text)
  }
  await page.keyboard.press('Enter')
  await expectAccepted(page, form)
})

test.each(asking.filter(({ isTyped = false }) => !isTyped))(
  'row 87: $name takes what was filled in without any event',
  async (form) => {
    const page = await openForm(form)
    for (const { name, text } of form.entries) {
      await inputOf(page, name).evaluate((input, text) => {
        if (input instanceof HTMLInputElement) input.value = text
      }, text)
    }
    await inputOf(page, form.entries.at(-1)?.name ?? '').press('Enter')
    await expectAccepted(page, form)
  },
)

describe.each(everyForm)('$name', (form) => {
  test('row 88: sends one request for clicks and keys in a hurry', async () => {
    const page = await openForm(form)
    await page.evaluate((fault) => formPage.addFault(fault), faultAt(form, { kind: 'delay', ms: 300 }))
    for (const { name, text } of form.entries) await fill(inputOf(page, name), text)
    const submit = page.locator(form.button ?? '[type=submit]')
    await submit.evaluate((button) => {
      // Closer together than any hand can press.
      for (let press = 0; press < 3; press++) if (button instanceof HTMLElement) button.click()
    })
    await submit.dblclick({ force: true })
    await (form.button ? submit : inputOf(page, form.entries.at(-1)?.name ?? '')).focus()
    for (let press = 0; press < 5; press++) await page.keyboard.press('Enter')
    await expectAccepted(page, form)
    expect(await countOf(page, form)).toBe(1)
  })

  test('row 89: without scripts it sends nothing, and puts nothing into the address', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    const addresses: string[] = []
    page.on('request', (request) => addresses.push(`${request.method()} ${request.url()}`))
    const address = `${site.url}/server/${form.name}`
    await page.goto(address)
    const forms = page.locator('form')
    for (const each of await forms.all()) {
      expect(await each.getAttribute('method')).toBe('post')
      expect(await each.getAttribute('action')).toBeNull()
    }
    for (const button of await page.locator(`[type=submit], .cube-button`).all())
      expect(await button.isDisabled()).toBe(true)
    for (const { name, text } of form.entries) {
      const input = inputOf(page, name)
      if ((await input.count()) === 0 || !(await input.isEditable())) continue
      await input.fill(text)
      await input.press('Enter')
    }
    expect(page.url()).toBe(address)
    expect(addresses.filter((each) => !each.endsWith('.css'))).toEqual([`GET ${address}`])
  })
})

test('row 90: a reset says and does the same in the same time, whether or not there is such an account', async () => {
  const form = everyForm.find(({ name }) => name === 'PasswordResetForm')
  if (!form) throw new Error('There is no form to reset a password.')
  const page = await openForm(form)
  const emails = { known: 'ada@example.com', unknown: 'eve@example.com' }
  const seen = { known: new Set<string>(), unknown: new Set<string>() }
  const times: Record<keyof typeof emails, number[]> = { known: [], unknown: [] }
  const statuses = { known: new Set<number | null>(), unknown: new Set<number | null>() }
  for (let round = 0; round < 16; round++) {
    const who = round % 2 === 0 ? 'known' : 'unknown'
    await page.evaluate((name) => formPage.show(name), form.name)
    // Sending a mail takes the server a while.
    const slow = faultAt(form, { kind: 'delay', ms: who === 'known' ? 250 : 5 })
    await page.evaluate((fault) => formPage.addFault(fault), slow)
    await inputOf(page, 'email').fill(emails[who])
    times[who].push(await page.evaluate(timeOfSubmit))
    const html = await page.locator('#root').innerHTML()
    // React counts up the ids of what it renders.
    seen[who].add(html.replaceAll(emails[who], 'EMAIL').replaceAll(/_r_\w+_/g, 'ID'))
    for (const status of await statusesOf(page, form)) statuses[who].add(status)
  }
  expect([...statuses.known, ...statuses.unknown]).toEqual([200, 404])
  expect(seen.known.size).toBe(1)
  expect(seen.unknown).toEqual(seen.known)
  expect(Math.min(...times.known, ...times.unknown)).toBeGreaterThanOrEqual(600)
  // Without the wait it would be a quarter of a second.
  expect(Math.abs(medianOf(times.known) - medianOf(times.unknown))).toBeLessThan(50)
})

/** Opens a page with this form on it, which fails the test if anything complains. */
async function openForm(form: FormCase): Promise<Page> {
  const { page, complaints, close } = await openWatchedPage(browser)
  onTestFinished(async () => {
    await close()
    expect(complaints).toEqual([])
  })
  await page.goto(site.url)
  await page.evaluate((name) => formPage.show(name), form.name)
  await form.open?.(page)
  await page.locator(form.button ?? 'form').waitFor()
  return page
}

const inputOf = (page: Page, name: string): Locator => page.locator(`[name=${name}]`)

async function fill(input: Locator, text: string): Promise<void> {
  if (await input.isEditable()) await input.fill(text)
}

async function expectName(input: Locator): Promise<void> {
  const label = await input.evaluate((element) =>
    element instanceof HTMLInputElement ? (element.labels?.[0]?.textContent ?? '') : '',
  )
  expect(label).not.toBe('')
}

/** The server has taken what the form has sent. */
async function expectAccepted(page: Page, form: FormCase): Promise<void> {
  await expect.poll(() => statusesOf(page, form), { timeout: 5000 }).toEqual([expect.toSatisfy(isFine)])
}

const isFine = (status: number | null): boolean => status !== null && status >= 200 && status < 300

async function countOf(page: Page, form: FormCase): Promise<number> {
  return (await statusesOf(page, form)).length
}

/** What the server has answered to the form's own request. */
async function statusesOf(page: Page, { request }: FormCase): Promise<(number | null)[]> {
  const [method, path = ''] = request.split(' ')
  const log = await page.evaluate(() => formPage.log())
  return log
    .filter((entry) => entry.method === method && `${entry.path}/`.startsWith(`${path}/`))
    .map(({ status }) => status)
}

/** Presses the button, and gives the ms until the form says that it is done. Runs in the page. */
async function timeOfSubmit(): Promise<number> {
  const form = document.querySelector('form')
  const begun = performance.now()
  form?.requestSubmit()
  await new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      if (form?.dataset['status'] !== 'success') return
      observer.disconnect()
      resolve()
    })
    observer.observe(document, { subtree: true, attributes: true, childList: true })
  })
  return performance.now() - begun
}

function medianOf(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
}
