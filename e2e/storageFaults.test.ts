import type { Frame, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { CrashableChromium } from './support/crashableChromium.ts'
import { everythingStored } from './support/everythingStored.ts'
import { readRecords, writeRecord } from './support/storedRecords.ts'
import {
  call,
  createTabStage,
  debuggerOf,
  freeze,
  logOut,
  lookAt,
  report,
  signIn,
  startTabChromium,
  statusOf,
  thaw,
  waitForStatus,
  watchJournal,
} from './support/tabPage.ts'

// Storages, clocks and channels that fail. The numbers of the rows are those of the fault matrix in docs/reliability.md.

let browser: CrashableChromium
beforeAll(async () => {
  browser = await startTabChromium(inject('chromium'))
})
afterAll(() => browser?.crash())

const slowestBootMs = 2000

describe('row 49: another page holds an upgrade of the database', () => {
  test('a page that begins meanwhile is ready within 2 s, works, and moves back when it can', async () => {
    const stage = await createTabStage(browser)
    const holder = await stage.openEmpty()
    await holdUpgrade(holder)
    const page = await stage.open()
    const bootMs = await bootTime(page)
    expect(bootMs).toBeLessThan(slowestBootMs)
    expect(await persistenceOf(page)).toBe('pending')
    expect(await signIn(page, stage.emulator)).toBe('done')
    await page.reload()
    expect(await statusOf(page)).toBe('user')
    expect(await persistenceOf(page)).toBe('pending')

    await holder.close()
    await lookAt(page)
    await expect.poll(() => persistenceOf(page)).toBe('durable')
    expect(await keptTokens(page)).toMatchObject([{ where: /^indexedDB/ }])
    await logOut(page)
    expect(await keptTokens(page)).toEqual([])
    await page.reload()
    expect(await statusOf(page)).toBe('signed-out')
    report('Boot while another page holds an upgrade', '≤ 2 s', `${bootMs.toFixed(0)} ms`)
  })

  test('a logout meanwhile is final, also when the database is back', async () => {
    const stage = await createTabStage(browser)
    const page = await stage.open()
    await signIn(page, stage.emulator)
    const holder = await stage.openEmpty()
    await holdUpgrade(holder)
    expect(await logOut(page)).toMatchObject({ durable: false })
    for (const isBack of [false, true]) {
      if (isBack) await holder.close()
      await page.reload()
      expect(await statusOf(page)).toBe('signed-out')
    }
    expect(await call(page)).toEqual({ answered: 1 })
    await expect.poll(() => persistenceOf(page)).toBe('durable')
  })
})

describe('row 51: a frozen tab holds a transaction', () => {
  test('a renewal goes on in time, a logout is final', async () => {
    const stage = await createTabStage(browser)
    const page = await stage.open({ renews: true })
    await signIn(page, stage.emulator)
    const holder = await stage.openEmpty()
    await holdTransaction(holder)
    await freeze(holder)

    stage.emulator.expireSessions()
    const journal = watchJournal(stage.emulator)
    const start = performance.now()
    expect(await call(page, 10)).toEqual({ answered: 10 })
    const renewalMs = performance.now() - start
    expect(renewalMs).toBeLessThan(10_000)
    expect(journal('POST', '/session')).toHaveLength(1)
    expect(await persistenceOf(page)).toBe('pending')
    expect(await statusOf(page)).toBe('user')

    expect(await logOut(page)).toMatchObject({ server: 'revoked', durable: false })
    await page.reload()
    expect(await statusOf(page)).toBe('signed-out')
    expect(await bootTime(page)).toBeLessThan(slowestBootMs)
    await holder.close()
    await page.reload()
    expect(await statusOf(page)).toBe('signed-out')
    await expect.poll(() => keptTokens(page)).toEqual([])
    report(
      '10 calls that need a renewal while a frozen tab holds a transaction',
      '≤ 10 s',
      `${(renewalMs / 1000).toFixed(1)} s`,
    )
  })
})

test('row 52: storage denied: a sandboxed frame works in memory, and says so once', async () => {
  const stage = await createTabStage(browser)
  const page = await stage.openEmpty()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  await page.evaluate(
    (address) => {
      const frame = document.createElement('iframe')
      frame.sandbox.add('allow-scripts')
      frame.src = address
      document.body.append(frame)
    },
    stage.site.address({ renews: true }),
  )
  await page.frameLocator('iframe').getByRole('status').getByText('signed-out').waitFor()
  const frame = page.frames().at(-1)!
  expect(await persistenceOf(frame)).toBe('memory')
  expect(await signIn(frame, stage.emulator)).toBe('done')
  stage.emulator.expireSessions()
  expect(await call(frame, 5)).toEqual({ answered: 5 })
  expect(await logOut(frame)).toMatchObject({ server: 'revoked' })
  expect((await frame.evaluate(() => tab.kept)).at(-1)).toBe('memory')
  expect(complaints.length).toBeLessThanOrEqual(1)
})

describe('row 53: localStorage is full', () => {
  test('signing in and out work, and nobody comes back', async () => {
    const stage = await createTabStage(browser)
    const [page, other] = await Promise.all([stage.open(), stage.open()])
    await signIn(page, stage.emulator)
    await fillLocalStorage(page)
    await logOut(page)
    await waitForStatus(other, 'signed-out')
    await page.reload()
    expect(await statusOf(page)).toBe('signed-out')
    expect(await page.evaluate(() => tab.seen.map(({ status }) => status))).not.toContain('user')
    expect(await signIn(page, stage.emulator, 1)).toBe('done')
    await page.reload()
    expect(await statusOf(page)).toBe('user')
  })

  test('where it is all there is, the session of before does not stay in it', async () => {
    const stage = await createTabStage(browser)
    const page = await stage.open({}, () => {
      // As in private windows of some browsers.
      IDBFactory.prototype.open = () => {
        throw new DOMException('denied', 'SecurityError')
      }
    })
    await signIn(page, stage.emulator)
    await page.reload()
    expect(await statusOf(page)).toBe('user')
    const before = await keptTokens(page)
    expect(before).toMatchObject([{ where: /^localStorage/ }])
    await fillLocalStorage(page)
    expect(await signIn(page, stage.emulator, 1)).toBe('done')
    expect(await page.evaluate(() => tab.client.getSession().user?.id)).toBe(stage.emulator.people[1]!.id)
    expect((await keptTokens(page)).filter(({ token }) => token === before[0]!.token)).toEqual([])
    await logOut(page)
    expect(await keptTokens(page)).toEqual([])
    await page.reload()
    expect(await statusOf(page)).toBe('signed-out')
  })
})

test('row 54: a record that is damaged or tampered with counts as none, and does no harm', async () => {
  const stage = await createTabStage(browser)
  const page = await stage.open()
  await signIn(page, stage.emulator)
  const [{ key, value } = { key: '', value: {} }] = await readRecords(page)
  const whole = value as { identity: { user: object } }
  const polluted = JSON.parse(
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  ) as object
  const damaged: Record<string, unknown> = {
    'a text': 'rubbish',
    'a list': [1, 2, 3],
    'half a record': { v: 1, epoch: 3 },
    'numbers that are none': { ...whole, epoch: -1, rev: Number.NaN },
    'numbers that are too large': { ...whole, epoch: 1e300 },
    'nobody with a token': { ...whole, identity: { kind: 'user', user: null, token: 'x' } },
    'a kind of its own': { ...whole, identity: { ...whole.identity, kind: 'admin' } },
    'names of prototypes': { ...polluted, v: 1, epoch: 1, rev: 1, identity: polluted, appToken: polluted },
    'a megabyte': { v: 1, epoch: 1, rev: 1, identity: 'x'.repeat(1e6) },
  }
  for (const [name, record] of Object.entries(damaged)) {
    await writeRecord(page, key, record)
    await page.reload()
    expect([name, await statusOf(page)]).toEqual([name, 'signed-out'])
    expect([name, await call(page)]).toEqual([name, { answered: 1 }])
    expect([name, await signIn(page, stage.emulator)]).toEqual([name, 'done'])
    expect(await page.evaluate(() => 'polluted' in {})).toBe(false)
    await page.reload()
    expect([name, await statusOf(page)]).toEqual([name, 'user'])
  }
  for (const hint of [
    'rubbish',
    '{"v":1,"epoch":1e300,"rev":-1,"kind":7,"ended":"x"}',
    '{"__proto__":{"polluted":1}}',
    'x'.repeat(1e6),
  ]) {
    await page.evaluate((text) => {
      for (const name of Object.keys(localStorage)) localStorage.setItem(name, text)
    }, hint)
    await page.reload()
    expect([hint.slice(0, 50), await statusOf(page)]).toEqual([hint.slice(0, 50), 'user'])
    expect(await call(page)).toEqual({ answered: 1 })
    expect(await page.evaluate(() => 'polluted' in {})).toBe(false)
  }
})

test('row 55: site data are cleared: the tabs notice when they are looked at, and go on', async () => {
  const stage = await createTabStage(browser)
  const [page, other] = await Promise.all([stage.open(), stage.open()])
  await signIn(page, stage.emulator)
  await waitForStatus(other, 'user')
  await (
    await debuggerOf(page)
  ).send('Storage.clearDataForOrigin', {
    origin: new URL(stage.site.url).origin,
    storageTypes: 'all',
  })
  for (const tab of [page, other]) {
    await lookAt(tab)
    await waitForStatus(tab, 'signed-out')
  }
  expect(await call(other)).toEqual({ answered: 1 })
  expect(await signIn(page, stage.emulator, 1)).toBe('done')
  await waitForStatus(other, 'user')
  await page.reload()
  expect(await statusOf(page)).toBe('user')
})

test.each([
  ['a day ahead', 24 * 60 * 60_000],
  ['a day behind', -24 * 60 * 60_000],
])('row 60: a clock that is %s ends no session', async (_, offsetMs) => {
  const stage = await createTabStage(browser, { signatures: 'require' })
  const right = await stage.open({ renews: true })
  await signIn(right, stage.emulator)
  const journal = watchJournal(stage.emulator)
  const wrong = await stage.open(
    { renews: true },
    offsetMs > 0
      ? () => {
          const { now } = Date
          Date.now = () => now() + 24 * 60 * 60_000
        }
      : () => {
          const { now } = Date
          Date.now = () => now() - 24 * 60 * 60_000
        },
  )
  const skew = (await wrong.evaluate(() => Date.now())) - Date.now()
  expect(Math.abs(skew - offsetMs)).toBeLessThan(60_000)
  expect(await wrong.evaluate(() => tab.seen.map(({ status }) => status))).toEqual(['loading', 'user'])
  expect(await call(wrong, 5)).toEqual({ answered: 5 })
  await lookAt(wrong)
  expect(await call(wrong, 5)).toEqual({ answered: 5 })
  expect(journal('POST')).toEqual([])
  // What the server ends is renewed, signed with the server's time.
  stage.emulator.expireSessions()
  expect(await call(wrong, 5)).toEqual({ answered: 5 })
  expect(await call(right, 5)).toEqual({ answered: 5 })
  expect(journal('POST', '/session').filter(({ status }) => status === 201)).toHaveLength(1)
})

describe('row 64: a page is frozen past a deadline', () => {
  test('of a request: it is answered after all', async () => {
    const stage = await createTabStage(browser)
    const page = await stage.open({ timeoutMs: 1000 })
    await call(page)
    stage.emulator.faults.add({ kind: 'delay', ms: 300, path: '/users', times: 1 })
    const calling = call(page)
    const journal = watchJournal(stage.emulator)
    await expect.poll(() => stage.emulator.log.at(-1)?.fault).toBe('delay')
    await freeze(page)
    await expect.poll(() => stage.emulator.log.at(-1)?.status).toBe(200)
    await passes(1500)
    await thaw(page)
    expect(await calling).toEqual({ answered: 1 })
    expect(journal('GET').length).toBeLessThanOrEqual(1)
  })

  test('of a storage: it stays in use', async () => {
    const stage = await createTabStage(browser)
    const page = await stage.open()
    await signIn(page, stage.emulator)
    for (let round = 0; round < 3; round++) {
      await page.evaluate(() => {
        for (let look = 0; look < 50; look++) setTimeout(() => dispatchEvent(new Event('focus')), look)
      })
      await freeze(page)
      await passes(2000)
      await thaw(page)
      expect(await call(page)).toEqual({ answered: 1 })
      expect(await persistenceOf(page)).toBe('durable')
      expect(await statusOf(page)).toBe('user')
    }
  })
})

function persistenceOf(page: Page | Frame): Promise<string> {
  return page.evaluate(() => tab.client.persistence())
}

/** How long the page took to know who is signed in, in ms. */
function bootTime(page: Page): Promise<number> {
  return page.evaluate(() => tab.seen.find(({ status }) => status !== 'loading')!.at - tab.seen[0]!.at)
}

/** Time itself is what happens here. */
async function passes(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms))
}

/** Where a user's token is kept. */
async function keptTokens(page: Page): Promise<{ where: string; token: string }[]> {
  const found: { where: string; token: string }[] = []
  for (const { where, value } of await everythingStored(page)) {
    const token = /"identity":\{.*?"token":"(?<token>[^"]+)"/.exec(value)?.groups?.['token']
    if (token !== undefined) found.push({ where, token })
  }
  return found
}

/** Begins an upgrade of the database that does not end while the page is open. */
async function holdUpgrade(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const request = indexedDB.open('cubekit', 9)
        request.addEventListener('upgradeneeded', () => {
          const store = request.result.createObjectStore('held')
          const spin = (): void => store.get(1).addEventListener('success', spin)
          spin()
          resolve()
        })
      }),
  )
}

/** Begins a transaction that does not end while the page is open. */
async function holdTransaction(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const request = indexedDB.open('cubekit')
        request.addEventListener('success', () => {
          const store = request.result.transaction('sessions', 'readwrite').objectStore('sessions')
          const spin = (): void => {
            store.get('x').addEventListener('success', spin)
            resolve()
          }
          spin()
        })
      }),
  )
}

/** Leaves not a letter of room. */
async function fillLocalStorage(page: Page): Promise<void> {
  await page.evaluate(() => {
    let part = 'x'.repeat(2 ** 22)
    for (let index = 0; part !== ''; index++) {
      try {
        localStorage.setItem(`filler ${index}`, part)
      } catch {
        part = part.slice(0, part.length / 2)
      }
    }
  })
}
