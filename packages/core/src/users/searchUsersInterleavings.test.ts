import { createStage } from '@cubekit/testing'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type CubeUser,
  foldText,
  type FoundUsers,
  isCubeError,
  isSameScope,
  login,
  logout,
  memoryStorage,
  parseUser,
  searchUsers,
  type UserSource,
} from '../index.ts'

const people = [
  { id: 1, login: 'alexander', full_name: 'Grace Hopper', password: 'a long password' },
  { id: 2, login: 'ada', full_name: 'Aléxandra Lund', password: 'a long password' },
  { id: 3, login: 'alexandria-7', full_name: 'Zoë' },
  { id: 4, login: 'bob', full_name: 'Alex Bob' },
  { id: 5, login: 'carol', full_name: 'Alexander the Great', external_id: 'alex-1' },
]
const texts = [
  'a',
  'al',
  'ale',
  'alex',
  'alexa',
  'alexan',
  'alexander',
  'alex-1',
  'alex b',
  'ALEX',
  'aléx',
  '4',
  'zoë',
]

/** Whether one of a user's texts, or a word of the name, begins with the text, or names the user. */
const matches = (user: CubeUser, typed: string): boolean => {
  const text = foldText(typed)
  const [name, ...others] = [user.full_name, user.login, user.email].map((own) => foldText(own ?? ''))
  return (
    [name, ...others].some((own) => own?.startsWith(text)) ||
    ` ${name}`.includes(` ${text}`) ||
    [String(user.id), user.external_id].includes(text)
  )
}

test(
  'while somebody types: whatever arrives when, only who matches, in one order, for whoever asked',
  { timeout: 60_000 },
  async () => {
    const outcomes: Record<string, number> = {}
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom(...texts), { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        fc.array(fc.constantFrom('logout', 'other login', 'expire' as const), { maxLength: 2 }),
        fc.array(fc.constantFrom('offline', 'truncate', 'html200' as const), { maxLength: 3 }),
        async (scheduler, typed, isGivenUp, changes, faults) => {
          const step = (): Promise<void> => scheduler.schedule(Promise.resolve())
          const { emulator, open } = createStage({ emulator: { users: people } })
          const client = open({
            async fetch(input, init) {
              await step()
              const answer = await emulator.fetch(input, init)
              await step()
              return answer
            },
          })
          await scheduler.waitFor(login(client, { login: 'alexander', password: 'a long password' }))
          for (const kind of faults) emulator.faults.add({ kind, path: '/users/v2', times: 1 })
          // A source of the app's own, which answers whatever it likes.
          const careless: UserSource = {
            name: 'careless',
            async find() {
              await step()
              return { items: people.map(parseUser), needsMoreCharacters: false, mayHaveMore: false }
            },
          }
          const broken: string[] = []
          const must = (holds: boolean, rule: string): void => void (holds || broken.push(rule))
          /** Whom the text finds on a server of its own, in peace. */
          const undisturbed = async (text: string): Promise<readonly number[]> => {
            const other = open({
              storage: memoryStorage(),
              fetch: createStage({ emulator: { users: people } }).emulator.fetch,
            })
            return (await searchUsers(other, text)).items.map(({ id }) => id)
          }

          let before = new AbortController()
          const searching = typed.map(async (text, at) => {
            await step()
            if (isGivenUp) before.abort()
            const abort = new AbortController()
            before = abort
            const scope = client.scope()
            const withApp = at % 3 === 2
            const options = { signal: abort.signal, ...(withApp && { sources: [careless] }) }
            const result = await searchUsers(client, text, options).catch((error: unknown) => error)
            if (result instanceof Error) {
              const code = isCubeError(result) ? result.code : result.message
              outcomes[code] = (outcomes[code] ?? 0) + 1
              must(code !== 'aborted' || abort.signal.aborted, 'only what is given up is aborted')
              must(code !== 'session-changed' || changes.length > 0, 'nobody has changed')
              must(
                ['aborted', 'session-changed'].includes(code) || faults.length + changes.length > 0,
                `fails with ${code}`,
              )
              return
            }
            outcomes['found'] = (outcomes['found'] ?? 0) + 1
            must(!abort.signal.aborted, 'what is given up is not answered')
            must(isSameScope(scope, client.scope()), 'an answer is for whoever asked')
            const { items, mayHaveMore } = result as FoundUsers
            const isMatch = items.map((user) => matches(user, text))
            must(
              withApp ? !isMatch.join().includes('false,true') : !isMatch.includes(false),
              `${text} finds only who matches, or who else the app finds after them`,
            )
            const ids = items.map(({ id }) => id)
            must(new Set(ids).size === ids.length, 'nobody is there twice')
            // Where one of the questions failed, it says so.
            if (mayHaveMore || withApp) return
            const calm = await undisturbed(text)
            must(
              calm.every((id) => ids.includes(id)),
              `${text} finds all: ${ids.join()}`,
            )
          })
          const changing = changes.map(async (change) => {
            await step()
            if (change === 'logout') await logout(client).catch(() => {})
            if (change === 'other login') {
              await login(client, { login: 'ada', password: 'a long password' }).catch(() => {})
            }
            if (change === 'expire') emulator.expireSessions()
          })
          await scheduler.waitFor(Promise.all([...searching, ...changing]))
          expect(broken).toEqual([])
        },
      ),
      { numRuns: 100 },
    )
    expect(Object.keys(outcomes)).toEqual(expect.arrayContaining(['found', 'aborted', 'session-changed']))
  },
)
