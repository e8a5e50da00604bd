import { createStage } from '@cubekit/testing'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isCubeError, isSameScope, knownUsers, loadUser, loadUsers, login, logout } from '../index.ts'

const events = ['logout', 'other login', 'same login', 'expire'] as const
const failures = ['offline', 'truncate', 'busy', 'down'] as const
const codes = [
  'session-expired',
  'aborted',
  'not-found',
  'session-changed',
  'unreachable',
  'protocol',
  'rate-limited',
  'server-error',
]

test(
  'users asked for together: under aborts, failures and other users, everybody gets their own answer or why not',
  { timeout: 60_000 },
  async () => {
    const outcomes: Record<string, number> = {}
    const askFor = fc.record({
      ids: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 4 }),
      isAborted: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(askFor, { minLength: 1, maxLength: 6 }),
        fc.array(fc.constantFrom(...events), { maxLength: 3 }),
        fc.array(fc.constantFrom(...failures), { maxLength: 2 }),
        async (scheduler, asks, changes, faults) => {
          const step = (): Promise<void> => scheduler.schedule(Promise.resolve())
          const { emulator, person, otherPerson, open } = createStage()
          const client = open({
            async fetch(input, init) {
              await step()
              const answer = await emulator.fetch(input, init)
              await step()
              return answer
            },
          })
          await scheduler.waitFor(login(client, person))
          const recoveries = faults.map((kind) =>
            emulator.faults.add({
              ...(kind === 'busy' || kind === 'down'
                ? { kind: 'status', status: kind === 'busy' ? 429 : 503 }
                : { kind }),
              path: '/users/v2',
              times: 1,
            }),
          )
          const people = emulator.people.map(({ id }) => id)
          // Ten are there; the others are not.
          const idOf = (place: number): number => people[place] ?? 5_000_000 + place
          const broken: string[] = []
          const must = (holds: boolean, rule: string): void => void (holds || broken.push(rule))

          const working = asks.map(async ({ ids: places, isAborted }, at) => {
            await step()
            const scope = client.scope()
            const abort = new AbortController()
            const ids = places.map(idOf)
            const work =
              at % 2 === 0
                ? loadUsers(client, ids, { signal: abort.signal })
                : Promise.all(ids.map((id) => loadUser(client, id, { signal: abort.signal })))
            if (isAborted) void step().then(() => abort.abort())
            const users = await work.catch((error: unknown) => error)
            if (Array.isArray(users)) {
              const wanted = at % 2 === 0 ? [...new Set(ids)].filter((id) => people.includes(id)) : ids
              must(users.map(({ id }) => id).join() === wanted.join(), 'an answer is what was asked for')
              must(isSameScope(scope, client.scope()), 'an answer is for whoever asked')
            } else {
              const code = isCubeError(users) ? users.code : 'another error'
              outcomes[code] = (outcomes[code] ?? 0) + 1
              must(codes.includes(code), `fails with ${code}`)
              must(isAborted || code !== 'aborted', 'only who gives up is aborted')
              must(faults.length > 0 || !['unreachable', 'rate-limited', 'server-error'].includes(code), code)
              must(changes.length > 0 || code !== 'session-changed', 'nobody changed')
              must(code !== 'not-found' || ids.some((id) => !people.includes(id)), 'who is there is found')
            }
          })
          let last = client.scope()
          client.subscribe(() => {
            if (isSameScope(last, client.scope())) return
            last = client.scope()
            must(knownUsers(client).all().length === 0, 'nobody is known to somebody else')
          })
          const changing = changes.map(async (change) => {
            await step()
            if (change === 'logout') await logout(client).catch(() => {})
            if (change === 'other login') await login(client, otherPerson).catch(() => {})
            if (change === 'same login') await login(client, person).catch(() => {})
            if (change === 'expire') emulator.expireSessions()
          })
          await scheduler.waitFor(Promise.all([...working, ...changing]))
          for (const recover of recoveries) recover()
          // Whatever has happened, nothing is stuck.
          const again = scheduler.waitFor(
            // What was under way before may have failed yet.
            loadUsers(client, people).catch(() => loadUsers(client, people)),
          )
          const rest = await again.catch((error: unknown) => (isCubeError(error) ? error.code : error))
          must(
            rest === 'session-expired' || (Array.isArray(rest) && rest.length === people.length),
            `all are there in the end, not ${String(rest)}`,
          )
          for (const { path, query } of emulator.log) {
            const ids = path === '/users/v2' ? query.match(/(?<==)\d+/g) : null
            must(
              ids === null || new Set(ids.slice(0, -1)).size === ids.length - 1,
              'nobody is asked for twice',
            )
          }
          expect(broken).toEqual([])
        },
      ),
      { numRuns: 200 },
    )
    expect(Object.keys(outcomes)).toEqual(expect.arrayContaining(['aborted', 'session-changed']))
  },
)
