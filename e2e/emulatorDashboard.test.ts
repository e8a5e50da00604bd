import { startEmulator } from '@cubekit/emulator/node'
import type { EmulatorServer } from '@cubekit/emulator/node'
import axe from 'axe-core'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { chromium } from 'playwright'
import type { Browser, Page } from 'playwright'
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  onTestFinished,
  test,
} from 'vitest'
import { root } from '../scripts/root.ts'
import { openWatchedPage } from './support/watchedPage.ts'
import type { WatchedPage } from './support/watchedPage.ts'

let browser: Browser
let emulator: EmulatorServer

beforeAll(async () => {
  browser = await chromium.launch(inject('chromium'))
})
afterAll(() => browser?.close())
beforeEach(async () => {
  emulator = await startEmulator({ users: 60 })
})
afterEach(() => emulator.stop())

async function open(address = emulator.dashboardUrl): Promise<WatchedPage> {
  const watched = await openWatchedPage(browser)
  onTestFinished(watched.close)
  await watched.page.goto(address)
  return watched
}

async function signIn(index: number): Promise<number> {
  const { login, password } = emulator.people[index]!
  const response = await fetch(`${emulator.url}/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ application_id: 1, auth_key: emulator.keys.authKey, user: { login, password } }),
  })
  return response.status
}

const list = (page: Page, name: RegExp) => page.getByRole('list', { name })

describe('the dashboard', () => {
  test('shows users, finds them, and shows their passwords', async () => {
    const { page, complaints } = await open()
    const person = emulator.people[55]!
    await page.getByRole('heading', { name: 'Users 60' }).waitFor()
    await page.getByLabel('Find users').fill(person.email)
    const found = list(page, /^Users/).getByRole('listitem')
    await found.getByText(person.password).waitFor()
    expect(await found.count()).toBe(1)
    await page.getByLabel('Find users').fill('nobody at all')
    await page.getByText('Nobody fits.').waitFor()
    expect(complaints).toEqual([])
  })

  test('shows requests as they happen, without secrets', async () => {
    const { page, complaints } = await open()
    await page.getByText('No requests yet.').waitFor()
    const person = emulator.people[0]!
    await signIn(0)
    const requests = list(page, /^Requests/)
    await requests.getByText('201', { exact: true }).waitFor()
    await requests.getByText('Parameters of POST /session').click()
    await requests.getByText('"password": "[redacted]"').waitFor()
    expect(await requests.textContent()).not.toContain(person.password)

    // An opened detail stays open while others come in.
    await fetch(`${emulator.url}/users/v2?id=1`)
    await requests.getByText('401', { exact: true }).waitFor()
    expect(await requests.getByText('"password": "[redacted]"').isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Empty the list' }).click()
    await page.getByText('No requests yet.').waitFor()
    expect(complaints).toEqual([])
  })

  test('shows live sessions, and ends one or all', async () => {
    const { page, complaints } = await open()
    await page.getByText('Nobody is signed in.').waitFor()
    for (const index of [0, 1, 2]) await signIn(index)
    await page.getByRole('heading', { name: 'Live sessions 3' }).waitFor()
    await page.getByRole('button', { name: `of ${emulator.people[1]!.full_name}` }).click()
    await page.getByRole('heading', { name: 'Live sessions 2' }).waitFor()
    await page.getByRole('button', { name: 'End all sessions' }).click()
    await page.getByText('Nobody is signed in.').waitFor()
    expect(complaints).toEqual([])
  })

  test('switches every fault on and off', async () => {
    const { page, complaints } = await open()
    await page.getByText('Everything works as it should.').waitFor()
    const choices = await page.getByLabel('Fault', { exact: true }).locator('option').allTextContents()
    for (const [index, label] of choices.entries()) {
      await page.getByLabel('Fault', { exact: true }).selectOption(label)
      await page.getByRole('button', { name: 'Switch it on' }).click()
      await page.getByRole('button', { name: `Switch off: ${label}`, exact: true }).waitFor()
      expect(emulator.faults.list()).toHaveLength(index + 1)
    }
    expect(new Set(emulator.faults.list().map(({ kind }) => kind)).size).toBe(16)
    await page.getByRole('button', { name: 'Switch all off' }).click()
    await page.getByText('Everything works as it should.').waitFor()
    expect(emulator.faults.list()).toEqual([])

    await page.getByLabel('Fault', { exact: true }).selectOption('Server error (503)')
    await page.getByLabel('Paths under').fill('/session')
    await page.getByLabel('Times').fill('2')
    await page.getByRole('button', { name: 'Switch it on' }).click()
    await page.getByText('Any request, under /session, 2 more').waitFor()
    expect(await signIn(0)).toBe(503)
    await page.getByText('Any request, under /session, 1 more').waitFor()
    await page.getByRole('button', { name: 'Switch off: Server error (503)' }).click()
    await page.getByText('Everything works as it should.').waitFor()
    expect(await signIn(0)).toBe(201)
    expect(complaints).toEqual([])
  })

  test('moves the clock and sets it', async () => {
    const { page, complaints } = await open()
    await page.getByText('As on this machine.').waitFor()
    await page.getByRole('button', { name: '2 hours on' }).click()
    await page.getByText('2 h 0 min ahead of this machine.').waitFor()
    await page.getByLabel('Set to (UTC)').fill('2031-05-06T07:08')
    await page.getByRole('button', { name: 'Set the clock' }).click()
    await page.getByText(/^2031-05-06 07:08:\d\d UTC$/).waitFor()
    expect(Math.abs(emulator.clock.now() - Date.UTC(2031, 4, 6, 7, 8))).toBeLessThan(60_000)
    await page.getByRole('button', { name: 'Back to real time' }).click()
    await page.getByText('As on this machine.').waitFor()
    expect(complaints).toEqual([])
  })

  test('shows the mails of the outbox', async () => {
    const { page, complaints } = await open()
    await page.getByText('No mail yet. Reset a password to get one.').waitFor()
    const { email } = emulator.people[0]!
    const token = await applicationToken()
    await fetch(`${emulator.url}/users/password/reset?email=${encodeURIComponent(email)}`, {
      headers: { 'CB-Token': token },
    })
    const outbox = list(page, /^Outbox/)
    await outbox.getByText(`To ${email}`).waitFor()
    await outbox.getByText('Read it').click()
    expect(await outbox.locator('pre').textContent()).toBe(emulator.outbox[0]!.text)
    await page.getByRole('button', { name: 'Empty the outbox' }).click()
    await page.getByText('No mail yet. Reset a password to get one.').waitFor()
    expect(complaints).toEqual([])
  })

  test('resets the emulator', async () => {
    const { page } = await open()
    await signIn(0)
    await page.getByRole('heading', { name: 'Live sessions 1' }).waitFor()
    await page.getByRole('button', { name: 'Reset the emulator' }).click()
    await page.getByText('Nobody is signed in.').waitFor()
    expect(emulator.log).toEqual([])
  })

  test('comes back when the emulator does', async () => {
    const { page } = await open()
    await page.getByText('Live at').waitFor()
    const port = Number(new URL(emulator.url).port)
    await emulator.stop()
    await page.getByText('The emulator does not answer. Trying again…').waitFor()
    emulator = await startEmulator({ port, controlToken: emulator.controlToken })
    await page.getByRole('heading', { name: 'Users 10' }).waitFor()
    expect(await page.getByRole('status').textContent()).toBe(`Live at ${new URL(emulator.url).host}`)
  })
})

test('the built command line shows it too', async () => {
  const cli = join(root, 'packages/emulator/dist/cli.js')
  const child = spawn(process.execPath, [cli, '--port', '0', '--users', '12'])
  onTestFinished(() => void child.kill())
  let printed = ''
  while (!printed.includes('Ctrl+C')) printed += String((await once(child.stdout, 'data'))[0])
  const { page, complaints } = await open(/Dashboard +(?<address>\S+)/.exec(printed)?.groups?.['address'])
  await page.getByRole('heading', { name: 'Users 12' }).waitFor()
  expect(complaints).toEqual([])
})

describe('the control token', () => {
  test('is in the fragment only, leaves the address at once, and lasts for the tab', async () => {
    const { page, requests } = await open()
    await page.getByText('Live at').waitFor()
    expect(page.url()).toBe(`${emulator.url}/`)
    expect(
      requests.filter((address) => new URL(address).href.split('#')[0]!.includes(emulator.controlToken)),
    ).toEqual([])
    expect(await page.content()).not.toContain(emulator.controlToken)
    await page.reload()
    await page.getByText('Live at').waitFor()
  })

  test('is asked for without one', async () => {
    const { page } = await open(emulator.url)
    const input = page.getByRole('textbox', { name: 'Control token' })
    await input.fill('a guess')
    await page.getByRole('button', { name: 'Open the dashboard' }).click()
    await page.getByText('That is not the control token of this emulator.').waitFor()
    await input.fill(emulator.controlToken)
    await page.keyboard.press('Enter')
    await page.getByText('Live at').waitFor()
    expect(await input.isVisible()).toBe(false)
  })

  test('is no use to pages of other origins', async () => {
    const other = await startEmulator()
    onTestFinished(() => other.stop())
    const { page } = await open(`${other.url}/__emulator/dashboard/style.css`)
    const attempt = await page.evaluate(
      async ([address, token]) =>
        fetch(`${address}/__emulator/reset`, {
          method: 'POST',
          headers: { 'Emulator-Control-Token': token! },
        }).then(
          () => 'let in',
          () => 'kept out',
        ),
      [emulator.url, emulator.controlToken],
    )
    expect(attempt).toBe('kept out')
  })
})

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test('breaks no rule of accessibility, and fits a narrow screen', async () => {
    const context = await browser.newContext({
      colorScheme,
      viewport: { width: 360, height: 740 },
      bypassCSP: true,
    })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    for (const index of [0, 1]) await signIn(index)
    await fetch(`${emulator.url}/users/v2?id=1`)
    emulator.faults.add({ kind: 'hang', path: '/blobs', times: 4 })
    await page.goto(emulator.url)
    const input = page.getByRole('textbox', { name: 'Control token' })
    await input.waitFor()
    expect(await violations(page)).toEqual([])
    await input.fill(emulator.controlToken)
    await page.keyboard.press('Enter')
    await page.getByText('Live at').waitFor()
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  })
})

test('works by keyboard alone', async () => {
  const { page } = await open()
  await page.getByText('Live at').waitFor()
  await page.getByRole('button', { name: '5 minutes on' }).focus()
  const order: string[] = []
  for (let step = 0; step < 8; step++) {
    order.push(
      await page.evaluate(
        () => document.activeElement?.textContent?.trim() || document.activeElement?.id || '',
      ),
    )
    await page.keyboard.press('Tab')
  }
  expect(order.slice(0, 5)).toEqual([
    '5 minutes on',
    '2 hours on',
    '1 day on',
    'Back to real time',
    'clock-set',
  ])
  await page.getByRole('button', { name: '2 hours on' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('2 h 0 min ahead of this machine.').waitFor()
  const outline = await page
    .getByRole('button', { name: '2 hours on' })
    .evaluate((button) => getComputedStyle(button).outlineWidth)
  expect(outline).toBe('2px')
})

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { violations: found } = await (window as unknown as { axe: typeof axe }).axe.run()
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  })
}

async function applicationToken(): Promise<string> {
  const response = await fetch(`${emulator.url}/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ application_id: 1, auth_key: emulator.keys.authKey }),
  })
  const { session } = (await response.json()) as { session: { token: string } }
  return session.token
}
