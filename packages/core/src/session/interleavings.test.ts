import { createStage, type Stage } from '@cubekit/testing'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CubeClient, getSession, getUser, login, loginAsGuest, logout, memoryStorage } from '../index.ts'

/** What two tabs of one browser may do, in any order, while answers and storage arrive in any order. */
type Act = {
  readonly tab: 0 | 1
  readonly what: 'login' | 'other login' | 'guest' | 'logout' | 'read' | 'who' | 'expire'
}

const acts: fc.Arbitrary<Act> = fc.record({
  tab: fc.constantFrom(0, 1),
  what: fc.constantFrom('login', 'other login', 'guest', 'logout', 'read', 'read', 'who', 'expire'),
})

function createTabs(stage: Stage, scheduler: fc.Scheduler): readonly [CubeClient, CubeClient] {
  const storage = memoryStorage()
  const { fetch } = stage.emulator
  const open = (): CubeClient =>
    stage.open({
      storage: {
        ...storage,
        read: async (key) => {
          await scheduler.schedule(Promise.resolve())
          return storage.read(key)
        },
        update: async (key, decide) => {
          await scheduler.schedule(Promise.resolve())
          await storage.update(key, decide)
          await scheduler.schedule(Promise.resolve())
        },
      },
      fetch: async (input, init) => {
        await scheduler.schedule(Promise.resolve())
        const answer = await fetch(new Request(input, init))
        await scheduler.schedule(Promise.resolve())
        return answer
      },
    })
  return [open(), open()]
}

test('no order of events shows a user who has left, revives a session, or leaks one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(acts, { minLength: 2, maxLength: 8 }),
      async (scheduler, history) => {
        const stage = createStage()
        const { person, otherPerson, emulator } = stage
        const tabs = createTabs(stage, scheduler)
        const broken: string[] = []
        const must = (holds: boolean, rule: string): void => void (holds || broken.push(rule))

        for (const tab of tabs) {
          let last = tab.scope()
          tab.subscribe(() => {
            const scope = tab.scope()
            must(scope.epoch >= last.epoch, 'epochs only rise')
            must(scope.epoch > last.epoch || scope.user === last.user, 'within an epoch the user is constant')
            last = scope
          })
        }

        /** The last sign-in or logout that each tab began. */
        const began = [0, 0]
        const perform = async ({ tab, what }: Act, turn: number): Promise<void> => {
          const client = tabs[tab]
          if (what === 'expire') {
            await scheduler.schedule(Promise.resolve())
            return emulator.expireSessions()
          }
          if (what === 'logout') {
            began[tab] = turn
            const ending = logout(client)
            must(client.getSession().user === null, 'nobody is visible once logout() has returned')
            await ending
            return
          }
          if (what === 'read') {
            const scope = client.scope()
            const isKnown = client.getSession().status !== 'loading'
            await getUser(client, person.id)
            must(!isKnown || client.scope().epoch === scope.epoch, 'an answer is for whom it was asked')
            return
          }
          if (what === 'who') return void (await getSession(client))
          began[tab] = turn
          const user = await (what === 'guest'
            ? loginAsGuest(client)
            : login(client, what === 'login' ? credentialsOf(person) : credentialsOf(otherPerson)))
          must(user.is_guest === (what === 'guest'), 'a sign-in gives who was asked for')
        }

        const all = history.map(async (act, turn) => {
          await scheduler.schedule(Promise.resolve())
          await perform(act, turn)
        })
        await scheduler.waitFor(Promise.allSettled(all))
        // What was started on the side, such as ending sessions on the server, ends too.
        await scheduler.waitIdle()

        for (const tab of tabs) {
          const { status, user } = tab.getSession()
          must((user === null) === (status === 'signed-out' || status === 'loading'), 'status and user agree')
        }
        // One user or guest session and one application session, and what each tab keeps for its next sign-in.
        must(emulator.db.sessions.list().length <= 4, 'no session is left behind on the server')
        expect(broken).toEqual([])
      },
    ),
    { numRuns: 1500 },
  )
}, 60_000)

function credentialsOf({ login: name, password }: { login: string; password: string }) {
  return { login: name, password }
}
