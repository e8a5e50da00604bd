import { createStage } from '@cubekit/testing'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { getUser, login, loginAsGuest, logout, memoryStorage, signUp, upgradeGuest } from '../index.ts'

/** What else may happen while somebody signs up, at any moment. */
const events = ['logout', 'other login', 'tab logout', 'tab login', 'abort', 'again', 'lapse'] as const
const paths = ['/session', '/users', '/login'] as const
const losses = ['dropAfterCommit', 'offline', 'truncate'] as const

const newcomer = { login: 'newcomer', password: 'a long password' }

test.each(['upgradeGuest', 'signUp'] as const)(
  '%s: in any order of events and with any answers lost, one account at most, and nobody else signed in',
  async (how) => {
    const outcomes: Record<string, number> = {}
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom(...events), { maxLength: 3 }),
        fc.array(fc.record({ path: fc.constantFrom(...paths), kind: fc.constantFrom(...losses) }), {
          maxLength: 3,
        }),
        fc.constantFrom('new', 'known', 'known, wrong password'),
        fc.constantFrom('sign-in' as const, 'stop' as const),
        async (scheduler, others, lost, account, answer) => {
          const stage = createStage()
          const { emulator, person, otherPerson } = stage
          const memory = memoryStorage()
          const step = (): Promise<void> => scheduler.schedule(Promise.resolve())
          const open = () =>
            stage.open({
              storage: {
                ...memory,
                async update(key, decide) {
                  await step()
                  await memory.update(key, decide)
                },
              },
              async fetch(input, init) {
                await step()
                const request = new Request(input, init)
                const reply = await emulator.fetch(request)
                await step()
                return reply
              },
            })
          const [client, otherTab] = [open(), open()]
          const guest = how === 'signUp' ? null : await scheduler.waitFor(loginAsGuest(client))
          const usersBefore = emulator.db.users.size
          const details =
            account === 'new'
              ? newcomer
              : { login: person.login, password: account === 'known' ? person.password : 'no password' }
          for (const { path, kind } of lost) emulator.faults.add({ kind, path, method: 'POST', times: 1 })

          const broken: string[] = []
          const must = (holds: boolean, rule: string): void => void (holds || broken.push(rule))
          const signedIn: string[] = []
          client.on('session', ({ type, reason, user }) => {
            if (type === 'updated' && reason === 'signed-in') signedIn.push(user?.login ?? '')
          })

          const abort = new AbortController()
          let upgrades = 0
          const attempt = async (): Promise<boolean> => {
            const { signal } = abort
            const work =
              how === 'signUp'
                ? signUp(client, details, { signal })
                : upgradeGuest(client, details, {
                    signal,
                    onUpgrade(upgrade) {
                      upgrades++
                      must(client.getSession().user?.id === upgrade.user.id, 'onUpgrade finds the user here')
                      must(upgrade.guest.id === guest?.id, 'onUpgrade is told the guest')
                    },
                    onConflict: () => answer,
                  })
            const user = await work.catch(() => null)
            must(!user || user.login === details.login, 'an attempt gives who was asked for')
            return user !== null
          }
          const perform = async (what: (typeof events)[number] | 'first'): Promise<boolean> => {
            await step()
            if (what === 'abort') abort.abort()
            else if (what === 'lapse') {
              if (guest) emulator.expireSessions({ userId: guest.id })
              await getUser(client, person.id).catch(() => {})
            } else if (what === 'logout' || what === 'tab logout') {
              const tab = what === 'logout' ? client : otherTab
              const ending = logout(tab)
              must(tab.getSession().user === null, 'nobody is visible once logout() has returned')
              await ending
            } else if (what === 'other login' || what === 'tab login') {
              const { login: name, password } = otherPerson
              const tab = what === 'other login' ? client : otherTab
              await login(tab, { login: name, password }).catch(() => {})
            } else return attempt()
            return false
          }
          const running = Promise.all((['first', ...others] as const).map(perform))
          const succeeded = (await scheduler.waitFor(running)).filter(Boolean).length
          await scheduler.waitIdle()

          const { status, user } = client.getSession()
          const page = stage.open({ storage: memory })
          await page.ready()
          const names = [null, guest?.login, details.login, otherPerson.login]
          for (const shown of [client, otherTab, page].map((tab) => tab.getSession()))
            must(names.includes(shown.user?.login ?? null), 'nobody else is signed in')
          must(emulator.db.users.size <= usersBefore + 1, 'one account at most')
          const signIns = signedIn.filter((name) => name === details.login).length
          must(signIns === succeeded, 'each sign-in is that of an attempt that told so')
          must(how === 'signUp' || upgrades === succeeded, 'what was made is moved once for each upgrade')
          must(how === 'signUp' || succeeded <= 1, 'a guest becomes a user once')
          if (!others.some((what) => what.endsWith('logout') || what.endsWith('login'))) {
            const isIn = user?.login === details.login && status === 'user'
            must(isIn === succeeded > 0, 'the person is in if, and only if, they were told so')
            const stays = (user?.id ?? null) === (guest?.id ?? null)
            must(isIn || stays || others.includes('lapse'), 'the guest stays when it fails')
          }
          const end = succeeded > 0 ? 'in' : status
          outcomes[end] = (outcomes[end] ?? 0) + 1
          expect(broken).toEqual([])
        },
      ),
      { numRuns: 500 },
    )
    // Each way to end was seen often enough.
    for (const end of ['in', how === 'signUp' ? 'signed-out' : 'guest'])
      expect(outcomes[end]).toBeGreaterThan(10)
  },
  60_000,
)
