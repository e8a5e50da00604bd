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
    await expectRecovery(page)
    expect(await keptTokens(page)).toMatchObject([{ where: expect.stringMatching(/^indexedDB/) }])
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
    await expectRecovery(page)
  })
})

test('row 50: a database that fails at first is used as soon as it works', async () => {
  const stage = await createTabStage(browser)
  const page = await stage.open({}, () => {
    const { open } = IDBFactory.prototype
    IDBFactory.prototype.open = function fail(...all) {
      if (Reflect.get(globalThis, 'isMended') === true) return open.apply(this, all)
      throw new DOMException('Internal error opening backing store.', 'UnknownError')
    }
  })
  expect(await persistenceOf(page)).toBe('pending')
  expect(await signIn(page, stage.emulator)).toBe('done')
  await page.evaluate(() => void Reflect.set(globalThis, 'isMended', true))
  await expectRecovery(page)
  expect(await keptTokens(page)).toMatchObject([{ where: expect.stringMatching(/^indexedDB/) }])
  expect(await page.evaluate(() => tab.kept)).toEqual(['pending', 'durable'])
  expect(await statusOf(page)).toBe('user')
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
    await expect.poll(() => keptTokens(page), { timeout: 10_000 }).toEqual([])
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
  page.on('console', (message) => {
    // What the browser itself says of the lapsed session's requests.
    if (!message.text().startsWith('Failed to load resource')) complaints.push(message.text())
  })
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
  expect(await frame.evaluate(() => tab.kept)).toEqual(['memory'])
  expect(complaints).toEqual([])
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
    expect(before).toMatchObject([{ where: expect.stringMatching(/^localStorage/) }])
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

test.each([
  { persist: 'local', reloaded: 'user', elsewhere: 'user', where: [/^indexedDB/] },
  { persist: 'tab', reloaded: 'user', elsewhere: 'signed-out', where: [/^sessionStorage/] },
  { persist: 'memory', reloaded: 'signed-out', elsewhere: 'signed-out', where: [] },
] as const)('persist: $persist keeps the session where it says, and nowhere else', async (kept) => {
  const stage = await createTabStage(browser)
  const page = await stage.open({ persist: kept.persist })
  const other = await stage.open({ persist: kept.persist })
  expect(await signIn(page, stage.emulator)).toBe('done')
  expect(await keptTokens(page)).toMatchObject(
    kept.where.map((where) => ({ where: expect.stringMatching(where) })),
  )
  await page.reload()
  expect(await statusOf(page)).toBe(kept.reloaded)
  await lookAt(other)
  await waitForStatus(other, kept.elsewhere)
  await logOut(page)
  expect(await keptTokens(page)).toEqual([])
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
    for (let round = 0; round < 2; round++) {
      await page.evaluate(() => {
        for (let look = 0; look < 50; look++) setTimeout(() => dispatchEvent(new Event('focus')), look)
      })
      await freeze(page)
      await passes(1700)
      await thaw(page)
      expect(await call(page)).toEqual({ answered: 1 })
      expect(await persistenceOf(page)).toBe('durable')
      expect(await statusOf(page)).toBe('user')
    }
  })
})

test('row 101: 10,000 messages a second make few reads and no requests', async () => {
  const seconds = 2
  const stage = await createTabStage(browser)
  const page = await stage.open({}, () => {
    // Which channels there are, and how often the record is read.
    const channels: string[] = []
    const Original = BroadcastChannel
    globalThis.BroadcastChannel = class extends Original {
      constructor(name: string) {
        super(name)
        channels.push(name)
      }
    }
    const counted = { reads: 0, channels }
    const { transaction } = IDBDatabase.prototype
    IDBDatabase.prototype.transaction = function begin(...all) {
      counted.reads++
      return transaction.apply(this, all)
    }
    Object.assign(globalThis, { counted })
  })
  await signIn(page, stage.emulator)
  const counted = (): Promise<{ reads: number; channels: string[] }> =>
    page.evaluate(() => (globalThis as never as { counted: { reads: number; channels: string[] } }).counted)
  const before = await counted()
  const attacker = await stage.openEmpty()
  const journal = watchJournal(stage.emulator)
  const flood = attacker.evaluate(
    async ({ channels, seconds }) => {
      const opened = [...new Set(channels)].map((name) => new BroadcastChannel(name))
      const [channel] = opened
      if (!channel) throw new Error('nobody listens')
      const name = channel.name
      const foul = [
        (n: number) => ({ epoch: n, rev: n }),
        (n: number) => ({ epoch: 1e15 - n, rev: 0 }),
        () => ({ epoch: Number.MAX_SAFE_INTEGER, rev: 0 }),
        () => ({ epoch: -1, rev: 'x', token: 'planted', user: { id: 1 } }),
        () => JSON.parse('{"__proto__":{"epoch":9,"rev":9}}') as object,
        () => 'x'.repeat(1000),
        () => null,
      ]
      let sent = 0
      const start = performance.now()
      while (performance.now() - start < seconds * 1000) {
        const due = (performance.now() - start) * 10
        for (; sent < due; sent++) channel.postMessage(foul[sent % foul.length]!(sent))
        localStorage.setItem(name, JSON.stringify({ v: 1, epoch: sent, rev: 0, kind: 'user', ended: null }))
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      return sent
    },
    { channels: before.channels, seconds },
  )
  await passes(500)
  const asked = performance.now()
  expect(await call(page)).toEqual({ answered: 1 })
  const answeredMs = performance.now() - asked
  const sent = await flood
  const { reads } = await counted()
  expect(sent).toBeGreaterThan(seconds * 9000)
  expect(await statusOf(page)).toBe('user')
  expect(await page.evaluate(() => tab.client.getSession().user?.id)).toBe(stage.emulator.people[0]!.id)
  expect(journal()).toHaveLength(1)
  expect(await page.evaluate(() => tab.seen.map(({ status }) => status))).toEqual([
    'loading',
    'signed-out',
    'user',
  ])
  report(
    `${sent} forged messages in ${seconds} s`,
    'reads bounded, 0 requests',
    `${reads - before.reads} reads, 0 requests, a call meanwhile took ${answeredMs.toFixed(0)} ms`,
  )
  expect((reads - before.reads) / seconds).toBeLessThanOrEqual(50)
  expect(answeredMs).toBeLessThan(1000)
  // And what is true is still heard.
  await logOut(page)
  expect(await statusOf(page)).toBe('signed-out')
})

function persistenceOf(page: Page | Frame): Promise<string> {
  return page.evaluate(() => tab.client.persistence())
}

/** The page tries again whenever it is looked at; the database may take a moment until it is free. */
async function expectRecovery(page: Page): Promise<void> {
  const persistence = async (): Promise<string> => {
    await lookAt(page)
    return persistenceOf(page)
  }
  await expect.poll(persistence, { timeout: 10_000, interval: 500 }).toBe('durable')
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
