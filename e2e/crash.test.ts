import { startEmulator } from '@cubekit/emulator/node'
import type { EmulatorServer } from '@cubekit/emulator/node'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { startCrashableChromium } from './support/crashableChromium.ts'
import type { CrashableChromium } from './support/crashableChromium.ts'
import { readRecords } from './support/storedRecords.ts'
import {
  call,
  crash,
  logOut,
  report,
  serveTabs,
  signIn,
  statusOf,
  times,
  watchJournal,
} from './support/tabPage.ts'
import type { TabSite } from './support/tabPage.ts'

// Chromium, or a page of it, dies: what was acknowledged must still be so, and what was ended must stay ended.
// The numbers of the rows are those of the fault matrix in docs/reliability.md.

/** Many rounds take their time, also on a machine that does much else. */
const long = { timeout: times(300_000, 3_600_000) }

let emulator: EmulatorServer
let site: TabSite

beforeAll(async () => {
  emulator = await startEmulator()
  site = await serveTabs(emulator)
})
afterAll(async () => {
  await site?.stop()
  await emulator?.stop()
})

describe('Chromium is killed within 200 ms', () => {
  const kills = times(20, 100)

  test('row 56: of a sign-in: nobody is lost', long, async () => {
    const found = await onTwoProfiles(kills, async (profile, delayMs) => {
      expect(await signIn(profile.page, emulator)).toBe('done')
      await profile.killAfter(delayMs)
      const status = await statusOf(profile.page)
      await logOut(profile.page)
      return status
    })
    expect(found).toEqual(Array.from({ length: kills }, () => 'user'))
    report('Chromium killed ≤ 200 ms after a sign-in', '0 lost', `0 of ${kills}`)
  })

  test('row 57: of a logout: nobody comes back', long, async () => {
    const found = await onTwoProfiles(kills, async (profile, delayMs) => {
      expect(await signIn(profile.page, emulator)).toBe('done')
      // Now the session is where a logout has to get it out of.
      await profile.restart()
      expect(await statusOf(profile.page)).toBe('user')
      expect(await logOut(profile.page)).toEqual({ server: 'revoked', durable: true })
      await profile.killAfter(delayMs)
      return statusOf(profile.page)
    })
    expect(found).toEqual(Array.from({ length: kills }, () => 'signed-out'))
    report('Chromium killed ≤ 200 ms after a logout', '0 brought back', `0 of ${kills}`)
  })
})

describe('a page', () => {
  test('that is reloaded in the very moment of a logout shows nobody', long, async () => {
    const { page } = await startProfile()
    for (let round = 0; round < times(10, 100); round++) {
      expect(await signIn(page, emulator)).toBe('done')
      await Promise.all([
        page.waitForEvent('load'),
        page.evaluate(() => {
          void tab.logOut()
          location.reload()
        }),
      ])
      expect(await statusOf(page)).toBe('signed-out')
    }
  })

  test('that is reloaded again and again loses no session and opens none', long, async () => {
    const reloads = times(100, 1000)
    const { page } = await startProfile()
    await signIn(page, emulator)
    const journal = watchJournal(emulator)
    const start = performance.now()
    for (let round = 0; round < reloads; round++) {
      await page.reload()
      expect(await statusOf(page)).toBe('user')
    }
    const ms = (performance.now() - start) / reloads
    expect(await call(page)).toEqual({ answered: 1 })
    expect(journal('POST')).toEqual([])
    report(`${reloads} reloads`, '0 lost, 0 extra creations', `0 lost, 0 extra; ${ms.toFixed(0)} ms each`)
  })

  test(
    'that crashes at any moment loses nothing that was acknowledged, and tears no record',
    long,
    async () => {
      const crashes = times(25, 500)
      const { page: watching } = await startProfile()
      const context = watching.context()
      const chance = createChance(7)
      let state = 'signed-out'
      let last: Stored = { epoch: -1, rev: -1, identity: null }
      /** The token that the server was told to forget; until it is replaced, nobody can be served with it. */
      let forgotten: string | null = null
      let unacknowledged = 0
      for (let round = 0; round < crashes; round++) {
        const page = await context.newPage()
        await page.goto(site.address({ renews: true }))
        expect([round, await statusOf(page)]).toEqual([round, state])
        const act = state === 'signed-out' ? 'sign in' : chance(2) === 0 ? 'log out' : 'renew'
        if (act === 'renew') {
          emulator.expireSessions()
          forgotten = last.identity?.token ?? null
        }
        const after = act === 'log out' ? 'signed-out' : 'user'
        const acting =
          act === 'sign in' ? signIn(page, emulator) : act === 'renew' ? call(page, 3) : logOut(page)
        const acknowledged = acting.then(
          () => true,
          () => false,
        )
        await wait(chance(60))
        const isDone = await Promise.race([acknowledged, Promise.resolve(false)])
        await crash(page)
        await page.close()
        if (!isDone) unacknowledged++

        await watching.reload()
        const found = await statusOf(watching)
        expect([round, act, found]).toEqual([round, act, isDone ? after : expect.toBeOneOf([state, after])])
        state = found
        const [{ value } = { value: null }] = await readRecords(watching)
        const present = (value ?? last) as Stored
        const { epoch, rev, identity } = present
        expect(epoch > last.epoch || (epoch === last.epoch && rev >= last.rev)).toBe(true)
        last = present
        if (state !== 'user') continue
        // A renewal that was cut off leaves the token that is over, until a later one replaces it.
        const isOver = identity?.token === forgotten
        if (act === 'renew' && isDone) expect([round, isOver]).toEqual([round, false])
        if (isOver) continue
        // The stored token is the stored user's.
        const journal = watchJournal(emulator)
        expect([round, act, isDone, await call(watching)]).toEqual([round, act, isDone, { answered: 1 }])
        expect(journal('GET').at(-1)?.userId).toBe(emulator.people[0]?.id)
      }
      report(
        `${crashes} crashes of a page at a random moment`,
        '0 lost, 0 torn',
        `0 lost, 0 torn; ${unacknowledged} before the acknowledgement`,
      )
    },
  )
})

/** Of a stored record, what a crash must not tear. */
interface Stored {
  readonly epoch: number
  readonly rev: number
  readonly identity: { readonly token: string | null } | null
}

/** A profile that is this test's own, and the Chromium that has it open. */
interface Profile {
  /** The page, open in the present Chromium. */
  readonly page: Page
  /** Kills Chromium, starts it again on the same profile, and opens the page. */
  killAfter(ms: number): Promise<void>
  /** The same, but lets Chromium write down what it has. */
  restart(): Promise<void>
}

async function startProfile(): Promise<Profile> {
  const folder = mkdtempSync(join(tmpdir(), 'cubekit-profile-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  const start = async (): Promise<CrashableChromium> => {
    const started = await startCrashableChromium(inject('chromium'), folder)
    onTestFinished(started.crash)
    await started.page.goto(site.address())
    await statusOf(started.page)
    return started
  }
  let chromium = await start()
  return {
    get page() {
      return chromium.page
    },
    async killAfter(ms) {
      await wait(ms)
      await chromium.crash()
      chromium = await start()
    },
    async restart() {
      await chromium.quit()
      chromium = await start()
    },
  }
}

/** Runs so many cycles on two profiles at once, with delays between 0 and 200 ms, and returns what they gave. */
async function onTwoProfiles(
  cycles: number,
  cycle: (profile: Profile, delayMs: number) => Promise<string>,
): Promise<string[]> {
  const found: string[] = []
  let begun = 0
  const lane = async (): Promise<void> => {
    const profile = await startProfile()
    while (begun < cycles) found.push(await cycle(profile, (begun++ % 5) * 50))
  }
  await Promise.all([lane(), lane()])
  return found
}

/** Numbers that look random, and are the same in every run: whole, from 0 to below `limit`. */
function createChance(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}
