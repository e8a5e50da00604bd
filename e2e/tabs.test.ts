import type { LogEntry } from '@cubekit/emulator'
import type { EmulatorServer } from '@cubekit/emulator/node'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { startEmulator } from '@cubekit/emulator/node'
import { openBareTabs } from './support/bareTabs.ts'
import type { BareTab } from './support/bareTabs.ts'
import type { CrashableChromium } from './support/crashableChromium.ts'
import { readRecords, writeRecord } from './support/storedRecords.ts'
import {
  call,
  crash,
  createTabStage,
  freeze,
  holdAnswer,
  insecureHost,
  leaveAndReturn,
  logOut,
  lookAt,
  report,
  signIn,
  startTabChromium,
  statusOf,
  thaw,
  times,
  waitForStatus,
  watchJournal,
} from './support/tabPage.ts'
import type { TabOptions, TabStage } from './support/tabPage.ts'

// Several real tabs on one session. The numbers of the rows are those of the fault matrix in docs/reliability.md.

/** Many rounds take their time, also on a machine that does much else. */
const long = { timeout: times(300_000, 3_600_000) }

let browser: CrashableChromium
beforeAll(async () => {
  browser = await startTabChromium(inject('chromium'))
})
afterAll(() => browser?.crash())

describe('a session that has lapsed', () => {
  test('row 19: 8 tabs × 50 calls of a user make one renewal', long, async () => {
    const rounds = times(50, 200)
    const { emulator, tabs } = await openEight({ renews: true })
    const [person] = emulator.people
    expect(await tabs[0]?.evaluate(`tab.signIn(${JSON.stringify(person)})`)).toBe('done')
    for (const tab of tabs)
      await expect.poll(() => tab.evaluate('tab.client.getSession().status')).toBe('user')
    const { creations, ms } = await expireAndCall(emulator, tabs, rounds)
    expect(creations).toEqual(Array.from({ length: rounds }, () => 1))
    report(
      `8 tabs × 50 calls of a user × ${rounds} expiries`,
      `exactly ${rounds} POST /session`,
      `${sum(creations)}; median ${median(ms)} ms per round`,
    )
  })

  test('row 19: 8 tabs × 50 calls of nobody make one application session', long, async () => {
    const rounds = times(5, 50)
    const { emulator, tabs } = await openEight()
    await tabs[0]?.evaluate('tab.call(1)')
    const { creations } = await expireAndCall(emulator, tabs, rounds)
    expect(creations).toEqual(Array.from({ length: rounds }, () => 1))
  })

  test('row 20: the tab that renews it crashes before that is stored: another one does', async () => {
    const stage = await createTabStage(browser)
    const [first, ...others] = await openSignedIn(stage, 4, { renews: true })
    stage.emulator.expireSessions()
    const journal = watchJournal(stage.emulator)
    const held = await holdAnswer(first!, '/session')
    const lost = call(first!).catch(() => 'crashed')
    await held.arrived
    const waiting = others.map((tab) => call(tab, 10))
    await expect.poll(() => journal('GET').filter(({ status }) => status === 401).length).toBe(31)
    await crash(first!)
    expect(await Promise.all(waiting)).toEqual(others.map(() => ({ answered: 10 })))
    expect(await lost).toBe('crashed')
    expect(journal('POST', '/session').length).toBeLessThanOrEqual(2)
  })

  test('row 21: the tab that renewed it crashes before it told anybody: the others find it', async () => {
    const stage = await createTabStage(browser)
    const [first, ...others] = await openSignedIn(stage, 3, { renews: true })
    await silence(first!)
    stage.emulator.expireSessions()
    const journal = watchJournal(stage.emulator)
    expect(await call(first!)).toEqual({ answered: 1 })
    await crash(first!)
    const outcomes = await Promise.all(others.map((tab) => call(tab, 10)))
    expect(outcomes).toEqual(others.map(() => ({ answered: 10 })))
    expect(journal('POST', '/session')).toHaveLength(1)
  })

  test('row 21: a tab that signed in crashes before it told anybody: the others find it when looked at', async () => {
    const stage = await createTabStage(browser)
    const [first, second] = await openTogether(stage, 2)
    await silence(first!)
    expect(await signIn(first!, stage.emulator)).toBe('done')
    await crash(first!)
    expect(await statusOf(second!)).toBe('signed-out')
    await lookAt(second!)
    await waitForStatus(second!, 'user')
  })

  test('row 22: the tab that renews it is frozen: the others go on after 10 s', async () => {
    const stage = await createTabStage(browser)
    const [first, ...others] = await openSignedIn(stage, 3, { renews: true })
    stage.emulator.expireSessions()
    const journal = watchJournal(stage.emulator)
    const held = await holdAnswer(first!, '/session')
    const sleeping = call(first!)
    await held.arrived
    await freeze(first!)
    const start = performance.now()
    const outcomes = await Promise.all(others.map((tab) => call(tab, 10)))
    const waitedMs = performance.now() - start
    expect(outcomes).toEqual(others.map(() => ({ answered: 10 })))
    expect(waitedMs).toBeGreaterThan(9000)
    expect(waitedMs).toBeLessThan(15_000)
    held.release()
    await thaw(first!)
    expect(await sleeping).toEqual({ answered: 1 })
    // Two that waited may both have gone on.
    expect(journal('POST', '/session').length).toBeLessThanOrEqual(3)
    await expectOneSession(stage)
    const settled = watchJournal(stage.emulator)
    await Promise.all([first!, ...others].map((tab) => call(tab, 5)))
    expect(settled('POST')).toEqual([])
    report('Lock holder frozen: waiters go on', 'after 10 s', `${(waitedMs / 1000).toFixed(1)} s`)
  })
})

describe('row 23: without locks and without crypto.subtle (http, not this machine)', () => {
  test('signing in, renewing, telling other tabs and logging out work', async () => {
    const stage = await createTabStage(browser, { signatures: 'require' })
    const [first, second] = await openTogether(stage, 2, { renews: true, host: insecureHost })
    const lacks = await first!.evaluate(() => [isSecureContext, 'locks' in navigator, 'subtle' in crypto])
    expect(lacks).toEqual([false, false, false])
    expect(await signIn(first!, stage.emulator)).toBe('done')
    await waitForStatus(second!, 'user')
    stage.emulator.expireSessions()
    const journal = watchJournal(stage.emulator)
    expect(await Promise.all([call(first!, 20), call(second!, 20)])).toEqual([
      { answered: 20 },
      { answered: 20 },
    ])
    // Without locks, both may renew; one is kept.
    expect(journal('POST', '/session').length).toBeLessThanOrEqual(2)
    await expectOneSession(stage)
    await logOut(second!)
    await waitForStatus(first!, 'signed-out')
  })
})

describe('a logout in another tab', () => {
  test('is visible in other visible tabs within 100 ms (p95) and 1 s', long, async () => {
    const rounds = times(50, 200)
    const stage = await createTabStage(browser)
    const [first, ...others] = await openTogether(stage, 4)
    const latencies: number[] = []
    for (let round = 0; round < rounds; round++) {
      expect(await signIn(first!, stage.emulator, round % 3)).toBe('done')
      await Promise.all(others.map((tab) => waitForStatus(tab, 'user')))
      const at = await first!.evaluate(async () => {
        const start = performance.timeOrigin + performance.now()
        await tab.logOut()
        return start
      })
      for (const other of others) {
        await waitForStatus(other, 'signed-out')
        latencies.push((await other.evaluate(() => tab.seen.at(-1)!.at)) - at)
      }
    }
    const sorted = latencies.toSorted((a, b) => a - b)
    const p95 = sorted[Math.floor(sorted.length * 0.95)]!
    const max = sorted.at(-1)!
    report(
      `Logout visible in other visible tabs, ${latencies.length} times`,
      'p95 ≤ 100 ms, max ≤ 1 s',
      `p50 ${median(latencies)} ms, p95 ${p95.toFixed(1)} ms, max ${max.toFixed(1)} ms`,
    )
    expect(p95).toBeLessThanOrEqual(100)
    expect(max).toBeLessThanOrEqual(1000)
  })

  test('is followed by a hidden tab, whose timers the browser slows down, within 1 s', long, async () => {
    const rounds = times(20, 100)
    const stage = await createTabStage(browser)
    const [first, second] = await openTogether(stage, 2)
    // A page that was frozen stays hidden.
    await freeze(second!)
    await thaw(second!)
    expect(await second!.evaluate(() => document.visibilityState)).toBe('hidden')
    const latencies: number[] = []
    for (let round = 0; round < rounds; round++) {
      expect(await signIn(first!, stage.emulator)).toBe('done')
      await waitForStatus(second!, 'user')
      const at = await first!.evaluate(async () => {
        const start = performance.timeOrigin + performance.now()
        await tab.logOut()
        return start
      })
      await waitForStatus(second!, 'signed-out')
      latencies.push((await second!.evaluate(() => tab.seen.at(-1)!.at)) - at)
    }
    const max = Math.max(...latencies)
    report(
      `Logout followed by a hidden tab, ${rounds} times`,
      'max ≤ 1 s',
      `p50 ${median(latencies)} ms, max ${max.toFixed(1)} ms`,
    )
    expect(max).toBeLessThanOrEqual(1000)
  })

  test('row 24: a tab that was frozen meanwhile sends nothing with the ended token', long, async () => {
    const rounds = times(20, 200)
    const stage = await createTabStage(browser)
    const [first, second] = await openTogether(stage, 2)
    await second!.evaluate(() => void (tab.onThaw = 10))
    for (let round = 0; round < rounds; round++) {
      const ended = await signInAndCall(stage.emulator, first!, second!)
      await freeze(second!)
      await logOut(first!)
      const journal = watchJournal(stage.emulator)
      await thaw(second!)
      await waitForStatus(second!, 'signed-out')
      const calls = await second!.evaluate(() => Promise.all(tab.thawed.splice(0)))
      expect(calls).toHaveLength(1)
      expect(calls[0]).not.toHaveProperty('session-expired')
      expect(journal().filter(isUseOf(ended))).toEqual([])
    }
    report('Calls of a thawed tab with the ended token', '0', `0 of ${rounds * 10}`)
  })

  test('row 27: a page from the back/forward cache shows nobody in its first frame', long, async () => {
    const rounds = times(10, 200)
    const ways = { restored: 0, imitated: 0, loaded: 0 }
    const stage = await createTabStage(browser)
    const [first, second] = await openTogether(stage, 2)
    await second!.evaluate(() => void (tab.onThaw = 10))
    for (let round = 0; round < rounds; round++) {
      const ended = await signInAndCall(stage.emulator, first!, second!)
      const journal = watchJournal(stage.emulator)
      const how = await leaveAndReturn(second!, stage.site, () => logOut(first!))
      ways[how]++
      await waitForStatus(second!, 'signed-out')
      expect(journal().filter(isUseOf(ended))).toEqual([])
      if (how === 'loaded') {
        expect(await statusesOf(second!)).not.toContain('user')
        await second!.evaluate(() => void (tab.onThaw = 10))
        continue
      }
      await expect.poll(() => second!.evaluate(() => tab.frames.length)).toBe(3)
      expect(new Set(await second!.evaluate(() => tab.frames.splice(0)))).toEqual(new Set(['signed-out']))
      const calls = await second!.evaluate(() => Promise.all(tab.thawed.splice(0)))
      expect(calls.length).toBeGreaterThan(0)
    }
    expect(ways.loaded).toBeLessThan(rounds)
    report(
      'First frame after the back/forward cache shows nobody',
      'always',
      `${rounds} of ${rounds} (${JSON.stringify(ways)})`,
    )
  })
})

test(
  'row 28: of two sign-ins in two tabs at once one counts, and the other session is ended',
  long,
  async () => {
    const rounds = times(10, 100)
    const stage = await createTabStage(browser)
    const tabs = await openTogether(stage, 2)
    for (let round = 0; round < rounds; round++) {
      const held = await Promise.all(tabs.map((tab) => holdAnswer(tab, '/login')))
      const signingIn = tabs.map((tab, index) => signIn(tab, stage.emulator, index))
      await Promise.all(held.map(({ arrived }) => arrived))
      for (const { release } of held) release()
      const outcomes = await Promise.all(signingIn)
      expect(outcomes.toSorted()).toEqual(['done', 'superseded'])
      const winner = stage.emulator.people[outcomes.indexOf('done')]!.id
      for (const tab of tabs) {
        await waitForStatus(tab, 'user')
        expect(await tab.evaluate(() => globalThis.tab.client.getSession().user?.id)).toBe(winner)
      }
      await expectOneSession(stage)
      await logOut(tabs[0]!)
      await waitForStatus(tabs[1]!, 'signed-out')
    }
  },
)

describe('two versions of an app', () => {
  const later = { v: 2, epoch: 7, rev: 1, somethingNew: { token: 'of a later version' } }

  test('rows 31 and 59: a record of a later version is left alone', async () => {
    const stage = await createTabStage(browser)
    const tab = await stage.open()
    await signIn(tab, stage.emulator)
    const [{ key } = { key: '' }] = await readRecords(tab)
    await writeRecord(tab, key, later)
    const hint = await hintOf(tab)
    for (const act of ['reload', 'go on'] as const) {
      if (act === 'reload') await tab.reload()
      expect(await statusOf(tab)).toBe('signed-out')
      expect(await tab.evaluate(() => globalThis.tab.client.persistence())).toBe('memory')
      expect(await signIn(tab, stage.emulator, 1)).toBe('done')
      expect(await call(tab, 3)).toEqual({ answered: 3 })
      await logOut(tab)
      expect(await readRecords(tab)).toEqual([{ key, value: later }])
      expect(await hintOf(tab)).toBe(hint)
    }
  })

  test('row 31: a tab in which somebody is signed in goes on in memory when the other version takes over', async () => {
    const stage = await createTabStage(browser)
    const tab = await stage.open({ renews: true })
    await signIn(tab, stage.emulator)
    const [{ key } = { key: '' }] = await readRecords(tab)
    await writeRecord(tab, key, later)
    stage.emulator.expireSessions()
    expect(await call(tab, 3)).toEqual({ answered: 3 })
    expect(await statusOf(tab)).toBe('user')
    await logOut(tab)
    expect(await readRecords(tab)).toEqual([{ key, value: later }])
  })

  test('row 31: a database of a later version is left alone', async () => {
    const stage = await createTabStage(browser)
    const tab = await stage.open()
    await signIn(tab, stage.emulator)
    const newer = await stage.openEmpty()
    await newer.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const request = indexedDB.open('cubekit', 2)
          request.addEventListener('success', () => resolve())
          request.addEventListener('error', () => reject(request.error ?? new Error('not upgraded')))
        }),
    )
    expect(await call(tab, 3)).toEqual({ answered: 3 })
    expect(await statusOf(tab)).toBe('user')
    await logOut(tab)
    await tab.reload()
    expect(await statusOf(tab)).toBe('signed-out')
    expect(await signIn(tab, stage.emulator, 1)).toBe('done')
    const versions = await newer.evaluate(async () =>
      (await indexedDB.databases()).map(({ version }) => version),
    )
    expect(versions).toEqual([2])
  })
})

test('row 32: two applications on one origin do not hear each other', async () => {
  const stage = await createTabStage(browser)
  const other = await startEmulator({ appId: 2, users: 20 })
  onTestFinished(other.stop)
  const [mine, mineToo] = await openTogether(stage, 2)
  const [theirs, theirsToo] = await openTogether(stage, 2, { appId: 2, apiUrl: other.url })
  expect(await signIn(mine!, stage.emulator, 0)).toBe('done')
  await waitForStatus(mineToo!, 'user')
  expect(await statusOf(theirs!)).toBe('signed-out')
  expect(await signIn(theirs!, other, 1)).toBe('done')
  await waitForStatus(theirsToo!, 'user')
  await logOut(mine!)
  await waitForStatus(mineToo!, 'signed-out')
  await lookAt(theirsToo!)
  expect(await call(theirsToo!, 3)).toEqual({ answered: 3 })
  for (const tab of [theirs!, theirsToo!]) {
    expect(await tab.evaluate(() => globalThis.tab.seen.map(({ status }) => status))).toEqual([
      'loading',
      'signed-out',
      'user',
    ])
  }
})

describe('a network that comes and goes', () => {
  test('row 42: 6 tabs that lose it five times renew a lapsed session once', async () => {
    const stage = await createTabStage(browser)
    const tabs = await openSignedIn(stage, 6, { renews: true })
    const journal = watchJournal(stage.emulator)
    stage.emulator.expireSessions()
    for (let flap = 0; flap < 5; flap++) {
      await stage.context.setOffline(true)
      expect(await Promise.all(tabs.map((tab) => call(tab, 3)))).toEqual(tabs.map(() => ({ unreachable: 3 })))
      await stage.context.setOffline(false)
    }
    expect(await Promise.all(tabs.map((tab) => call(tab, 10)))).toEqual(tabs.map(() => ({ answered: 10 })))
    expect(journal('POST', '/session')).toHaveLength(1)
    for (const tab of tabs) expect(await statusesOf(tab)).not.toContain('reauth-required')
  })

  test('row 63: 8 tabs that slept for 3 hours renew it once, and show nobody else meanwhile', async () => {
    const stage = await createTabStage(browser)
    const sleep = (): void => {
      const { now } = Date
      let sleptMs = 0
      Date.now = () => now() + sleptMs
      document.addEventListener('resume', () => {
        sleptMs += 3 * 60 * 60_000
      })
    }
    const tabs = await openSignedIn(stage, 8, { renews: true }, sleep)
    for (const tab of tabs) await tab.evaluate(() => void (globalThis.tab.onThaw = 5))
    await Promise.all(tabs.map(freeze))
    stage.emulator.clock.advance(3 * 60 * 60_000)
    const journal = watchJournal(stage.emulator)
    await Promise.all(tabs.map(thaw))
    for (const tab of tabs) {
      await expect.poll(() => tab.evaluate(() => globalThis.tab.thawed.length)).toBe(1)
      expect(await tab.evaluate(() => globalThis.tab.thawed[0])).toEqual({ answered: 5 })
      expect((await statusesOf(tab)).at(-1)).toBe('user')
      expect((await statusesOf(tab)).slice(1 + (await statusesOf(tab)).indexOf('user'))).toEqual([])
    }
    expect(journal('POST', '/session')).toHaveLength(1)
  })

  test('row 43: what navigator.onLine says keeps nothing from being sent', async () => {
    const stage = await createTabStage(browser)
    const tab = await stage.open({}, () => {
      Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false })
    })
    await tab.evaluate(() => dispatchEvent(new Event('offline')))
    expect(await signIn(tab, stage.emulator)).toBe('done')
    expect(await call(tab, 5)).toEqual({ answered: 5 })
    expect(await logOut(tab)).toMatchObject({ server: 'revoked' })
  })
})

test('10,000 changes of one record by 4 tabs lose none', long, async () => {
  const each = 2500
  const stage = await createTabStage(browser)
  const tabs = await openTogether(stage, 4)
  const start = performance.now()
  await Promise.all(
    tabs.map((tab) =>
      tab.evaluate(async (count) => {
        const { storage } = globalThis.tab
        for (let change = 0; change < count; change++)
          await storage.update('counter', (stored) => Number(stored ?? 0) + 1)
      }, each),
    ),
  )
  const ms = (performance.now() - start) / (each * tabs.length)
  expect(await tabs[0]!.evaluate(() => globalThis.tab.storage.read('counter'))).toBe(each * tabs.length)
  report('10,000 changes of one record by 4 tabs', '0 lost', `0 lost; ${ms.toFixed(2)} ms each`)
})

function openTogether(
  stage: TabStage,
  count: number,
  options?: TabOptions,
  prepare?: () => void,
): Promise<Page[]> {
  return Promise.all(Array.from({ length: count }, () => stage.open(options, prepare)))
}

/** Tabs in all of which the first of the people is signed in. */
async function openSignedIn(
  stage: TabStage,
  count: number,
  options?: TabOptions,
  prepare?: () => void,
): Promise<Page[]> {
  const tabs = await openTogether(stage, count, options, prepare)
  expect(await signIn(tabs[0]!, stage.emulator)).toBe('done')
  await Promise.all(tabs.map((tab) => waitForStatus(tab, 'user')))
  return tabs
}

/** Signs in in one tab, and sends a request in the other; returns what the journal calls its token. */
async function signInAndCall(emulator: EmulatorServer, first: Page, second: Page): Promise<string> {
  expect(await signIn(first, emulator)).toBe('done')
  // A page that nobody sees may hear of it a second late.
  await lookAt(second)
  await waitForStatus(second, 'user')
  const journal = watchJournal(emulator)
  expect(await call(second)).toEqual({ answered: 1 })
  return journal('GET').at(-1)?.tokenHash ?? 'none'
}

/** Whether a request used this token. To end it once more is no use of it. */
function isUseOf(token: string): (entry: LogEntry) => boolean {
  return ({ tokenHash, method, path }) => tokenHash === token && !(method === 'DELETE' && path === '/session')
}

/** 8 tabs of a site that passes on to the API, so that no preflights go before their requests. */
async function openEight(
  options: TabOptions = {},
): Promise<{ emulator: EmulatorServer; tabs: readonly BareTab[] }> {
  const { emulator, site } = await createTabStage(browser)
  const address = site.address({ ...options, apiUrl: `${site.url}api` })
  const { tabs, close } = await openBareTabs(inject('chromium'), address, 8)
  onTestFinished(close)
  const isThere = (tab: BareTab): Promise<unknown> =>
    tab.evaluate('globalThis.tab?.client.ready().then(() => 1)')
  for (const tab of tabs) await expect.poll(() => isThere(tab), { timeout: 10_000 }).toBe(1)
  return { emulator, tabs }
}

/** Ends all sessions and lets all tabs ask at once, again and again: sessions made, and ms taken, by round. */
async function expireAndCall(
  emulator: EmulatorServer,
  tabs: readonly BareTab[],
  rounds: number,
): Promise<{ creations: number[]; ms: number[] }> {
  const creations: number[] = []
  const ms: number[] = []
  for (let round = 0; round < rounds; round++) {
    emulator.expireSessions()
    const journal = watchJournal(emulator)
    const start = performance.now()
    const outcomes = await Promise.all(tabs.map((tab) => tab.evaluate('tab.call(50)')))
    ms.push(performance.now() - start)
    expect(outcomes).toEqual(tabs.map(() => ({ answered: 50 })))
    creations.push(journal('POST', '/session').length)
  }
  return { creations, ms }
}

/** Of all sessions of users that were made, the server keeps one in the end. */
async function expectOneSession({ emulator }: TabStage): Promise<void> {
  await expect.poll(() => emulator.db.sessions.list().filter(({ userId }) => userId !== null).length).toBe(1)
}

/** Lets a tab tell others nothing any more, as one that dies in that very moment. */
async function silence(page: Page): Promise<void> {
  await page.evaluate(() => {
    BroadcastChannel.prototype.postMessage = () => {}
    Storage.prototype.setItem = () => {}
  })
}

function hintOf(page: Page): Promise<string> {
  return page.evaluate(() => JSON.stringify(Object.entries(localStorage)))
}

function statusesOf(page: Page): Promise<string[]> {
  return page.evaluate(() => tab.seen.map(({ status }) => status))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function median(numbers: readonly number[]): string {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!.toFixed(0)
}
