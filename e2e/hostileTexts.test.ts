import { chromium } from 'playwright'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { everyForm, faultAt } from './support/everyForm.tsx'
import type { FormCase } from './support/everyForm.tsx'
import { everyView } from './support/everyView.tsx'
import { findHarm } from './support/findHarm.ts'
import { serveForms } from './support/formSite.ts'
import type { FormSite } from './support/formSite.ts'
import { hostileTexts } from './support/hostileTexts.ts'
import { openWatchedPage } from './support/watchedPage.ts'

// Under enforced Trusted Types and a policy that lets no inline script run: nothing may even try.

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

describe.each(everyForm)('$name, in a window of 360 pixels', (form) => {
  test('rows 91 and 92: shows a person whose every property is hostile as text, and nothing else', async () => {
    const page = await openPage()
    const harm: string[] = []
    for (const { name, text } of hostileTexts) {
      await show(page, form, text, ['full_name'])
      harm.push(...(await findHarmIn(page)).map((what) => `${name}: ${what}`))
      if (form.scenario?.signedIn !== 'user') continue
      // Somebody without a name is called by the login.
      await show(page, form, text, ['login'])
      harm.push(...(await findHarmIn(page)).map((what) => `${name} in the login: ${what}`))
    }
    expect(harm).toEqual([])
  })

  test('row 91: says in its own words what a hostile server answers, in each of its shapes', async () => {
    const page = await openPage()
    const harm: string[] = []
    for (const [shape, body] of Object.entries(hostileAnswers(form))) {
      await page.evaluate((name) => formPage.show(name), form.name)
      await form.open?.(page)
      const fault = faultAt(form, { kind: 'status', status: 422, body })
      await page.evaluate((fault) => formPage.addFault(fault), fault)
      await send(page, form)
      await page.locator('[data-status=error], [role=alert]').first().waitFor({ timeout: 5000 })
      harm.push(...(await findHarmIn(page)).map((what) => `${shape}: ${what}`))
      expect(await page.locator('#root').textContent()).not.toContain('hostile')
    }
    expect(harm).toEqual([])
  })

  test('row 91: takes hostile texts in its inputs for texts', async () => {
    const page = await openPage()
    const harm: string[] = []
    // A reset takes its time, whatever is entered.
    const step = form.name === 'PasswordResetForm' ? 4 : 1
    for (const { name, text } of hostileTexts.filter((_, index) => index % step === 0)) {
      await page.evaluate((name) => formPage.show(name), form.name)
      await form.open?.(page)
      await send(page, form, text)
      await page.locator('[data-status=pending]').first().waitFor({ state: 'detached', timeout: 5000 })
      harm.push(...(await findHarmIn(page)).map((what) => `${name}: ${what}`))
    }
    expect(harm).toEqual([])
  })
})

describe.each(everyView)('$name, in a window of 360 pixels', (view) => {
  test('rows 91 and 92: shows a person whose every property is hostile as text, and nothing else', async () => {
    const page = await openPage()
    const harm: string[] = []
    for (const { name, text } of hostileTexts) {
      for (const named of ['full_name', 'login']) {
        await showPerson(page, view.name, text, [named])
        await view.open?.(page)
        await page.locator(view.shown).first().waitFor()
        harm.push(...(await findHarmIn(page)).map((what) => `${name} in ${named}: ${what}`))
      }
    }
    expect(harm).toEqual([])
  })
})

/** Opens the page, which fails the test if anything complains, is loaded, or leads away. */
async function openPage(): Promise<Page> {
  const { page, complaints, requests, close } = await openWatchedPage(browser)
  onTestFinished(async () => {
    const address = page.url()
    await close()
    expect(complaints).toEqual([])
    expect(address).toBe(`${site.url}/`)
    expect(requests.filter((request) => !request.startsWith(site.url))).toEqual([])
  })
  await page.setViewportSize({ width: 360, height: 740 })
  await page.addInitScript(() => {
    Object.assign(globalThis, { hits: [] })
  })
  await page.goto(site.url)
  return page
}

/** Shows the form to somebody whose every property is this text, and of the names these. */
async function show(page: Page, form: FormCase, text: string, names: readonly string[]): Promise<void> {
  await showPerson(page, form.name, text, names)
  await form.open?.(page)
  await page.locator(form.button ?? 'form').waitFor()
}

/** Puts a component on the page, for such a person. */
async function showPerson(page: Page, name: string, text: string, names: readonly string[]): Promise<void> {
  await page.evaluate(
    ([name, text, names]) => {
      const properties = ['phone', 'website', 'avatar', 'custom_data', 'user_tags', 'external_id', ...names]
      const person = Object.fromEntries(properties.map((property) => [property, text]))
      const email = names.includes('login') ? { email: `${text}@example.com` } : {}
      return formPage.show(name, { full_name: null, ...person, ...email }, text)
    },
    [name, text, names] as const,
  )
}

/** Fills in what belongs there, or a text that does not, and sends it. */
async function send(page: Page, form: FormCase, text?: string): Promise<void> {
  const entries = form.entries.map((entry) => {
    if (text === undefined) return entry
    // What looks like an address goes further.
    return { ...entry, text: entry.name === 'email' ? `${text.replaceAll(/[\s@]/g, '')}@example.com` : text }
  })
  await page.evaluate(
    async ([entries, button]) => {
      for (const { name, text } of entries) {
        const input = document.querySelector<HTMLInputElement>(`[name=${name}]`)
        if (!input || input.readOnly) continue
        input.value = text
        input.dispatchEvent(new InputEvent('input', { bubbles: true }))
      }
      // Some buttons wait for what was typed.
      await new Promise((resolve) => setTimeout(resolve))
      document.querySelector<HTMLElement>(button)?.click()
    },
    [entries, form.button ?? '[type=submit]'] as const,
  )
}

function findHarmIn(page: Page): Promise<string[]> {
  return page.evaluate(findHarm)
}

/** The API's three shapes of errors, full of hostile texts. */
function hostileAnswers(form: FormCase): Record<string, string> {
  const texts = hostileTexts.map(({ text }) => text)
  const ofFields = form.entries.map(({ name }) => [name, texts] as const)
  return {
    'a list': JSON.stringify({ errors: texts }),
    'by fields': JSON.stringify({ errors: Object.fromEntries([['base', texts], ...ofFields]) }),
    'by hostile fields': `{"errors":{${texts.map((text) => `${JSON.stringify(text)}:[${JSON.stringify(text)}]`).join()}}}`,
    'a message': JSON.stringify({ code: texts[0], message: texts }),
    'no JSON': texts.join('\n'),
  }
}
