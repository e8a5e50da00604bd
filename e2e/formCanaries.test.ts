import { startEmulator } from '@cubekit/emulator/node'
import type { EmulatorServer } from '@cubekit/emulator/node'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { serveCanarySite } from './support/canarySite.ts'
import type { CanarySite } from './support/canarySite.ts'
import type { CrashableChromium } from './support/crashableChromium.ts'
import { everyForm, faultAt, formEmulator, providerToken } from './support/everyForm.tsx'
import type { FormCase } from './support/everyForm.tsx'
import { startTabChromium } from './support/tabPage.ts'
import { watchSecrets } from './support/watchSecrets.ts'

const authSecret = 'canary-auth-secret-91b7e2'

let browser: CrashableChromium
let emulator: EmulatorServer
let site: CanarySite

beforeAll(async () => {
  browser = await startTabChromium(inject('chromium'))
})
afterAll(() => browser?.crash())

test.each(everyForm)(
  'rows 97, 98 and 99: what is secret in $name is in none of twelve places, whether it is accepted or not',
  async (form) => {
    emulator = await startEmulator({ ...formEmulator, authSecret, signatures: 'require' })
    onTestFinished(emulator.stop)
    site = await serveCanarySite(emulator)
    onTestFinished(site.stop)
    const page = await browser.context.newPage()
    onTestFinished(() => page.close())
    const watched = await watchSecrets(page, [new URL(site.url).origin, new URL(emulator.url).origin])
    await open(page, form)
    const typed = form.entries.filter(({ isSecret = false }) => isSecret).map(({ text }) => text)

    // Refused by a server that repeats what it was sent, in its three shapes, and by one that is not there.
    const repeated = (form.sends ?? typed).map((secret) => `${secret} is not good`)
    for (const fault of [
      {
        kind: 'status',
        status: 422,
        body: { errors: { base: repeated, password: repeated, old_password: repeated } },
      },
      { kind: 'status', status: 422, body: { errors: repeated } },
      { kind: 'status', status: 500, body: `<p>${repeated.join()} ${authSecret}</p>` },
      { kind: 'errors200', body: { errors: repeated } },
      { kind: 'offline' },
    ] as const) {
      const recover = emulator.faults.add(faultAt(form, fault))
      await fillAndSend(page, form)
      await page.locator('[data-status=error], [role=alert]').first().waitFor({ timeout: 10_000 })
      await watched.look()
      recover()
    }

    const before = acceptedBy(form)
    await fillAndSend(page, form)
    await expect.poll(() => acceptedBy(form), { timeout: 10_000 }).toBe(before + 1)
    await page.locator('[data-status=pending]').first().waitFor({ state: 'detached' })
    const stored = await watched.look()
    // Once it was accepted it is gone from the inputs as well.
    expect((await page.evaluate(valuesOfInputs)).filter((value) => typed.includes(value))).toEqual([])
    await page.reload()
    await watched.look()

    const named = [...typed, providerToken, authSecret]
    const hits = [...named, ...watched.tokens].flatMap((secret) =>
      watched.placesOf(secret).map((place) => `${secret} in ${place}`),
    )
    expect(hits).toEqual([])
    expect(stored.filter(({ value }) => named.some((secret) => value.includes(secret)))).toEqual([])
    expect(watched.violations).toEqual([])
    // It was looked at something.
    if (typed.length > 0) expect(watched.found.get('thrown errors')?.length).toBeGreaterThanOrEqual(5)
    expect(watched.found.get('DOM')?.length).toBeGreaterThan(5)
    expect(watched.tokens.size).toBeGreaterThan(0)
  },
)

/** Opens the page with this form, and with whoever it is for. */
async function open(page: Page, form: FormCase): Promise<void> {
  await page.goto(`${site.url}/?form=${form.name}`)
  const { signedIn, expired = false } = form.scenario ?? {}
  const [person] = emulator.people
  if (signedIn === 'user' && person) {
    const { login, password } = person
    expect(await page.evaluate((given) => canaryTab.attempt(given), { login, password })).toBe('done')
  } else if (signedIn) await page.evaluate((name) => canaryTab.attemptAsGuest(name), 'Grace')
  if (expired) {
    emulator.expireSessions()
    await page.evaluate(() => canaryTab.read())
  }
  await form.open?.(page)
}

async function fillAndSend(page: Page, form: FormCase): Promise<void> {
  for (const { name, text } of form.entries) {
    const input = page.locator(`[name=${name}]`)
    if (await input.isEditable()) await input.fill(text)
  }
  await page.locator(form.button ?? '[type=submit]').click()
}

/** How often the server has taken what the form sends. */
function acceptedBy({ request }: FormCase): number {
  const [method, path = ''] = request.split(' ')
  return emulator.log.filter(
    (entry) =>
      entry.method === method &&
      `${entry.path}/`.startsWith(`${path}/`) &&
      entry.status !== null &&
      entry.status < 300,
  ).length
}

/** Runs in the page. */
function valuesOfInputs(): string[] {
  return Array.from(document.querySelectorAll('input'), ({ value }) => value)
}
