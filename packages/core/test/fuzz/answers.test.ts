import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  adoptSession,
  createCubeClient,
  createSession,
  type CubeClient,
  deleteUser,
  deleteUserByExternalId,
  destroySession,
  getOnlineCount,
  getOnlineUsers,
  getSession,
  getUser,
  getUserBy,
  getUserByV1,
  getUsers,
  getUsersV1,
  isCubeError,
  iterateUsers,
  login,
  loginAsGuest,
  logout,
  memoryStorage,
  prepareLogin,
  type SessionGrant,
  signUp,
  unsigned,
  upgradeGuest,
} from '../../src/index.ts'
import { fuzzRuns, fuzzTimeoutMs } from './fuzzRuns.ts'
import { anyValue, isUnpolluted, spoiled } from './spoiled.ts'

const user = {
  id: 7,
  login: 'ada',
  email: 'ada@a.example',
  full_name: 'Ada',
  user_tags: 'a,b',
  is_guest: false,
}
const session = {
  id: 1,
  application_id: 1,
  user_id: 7,
  token: 'token-of-ada',
  created_at: '2030-01-01T00:00:00Z',
  user,
}

const bodies: fc.Arbitrary<unknown> = fc.oneof(
  anyValue,
  spoiled({ session }),
  spoiled({ user }),
  spoiled({ items: [user, user], limit: 10, skip: 0, total_entries: 2 }),
  spoiled({ errors: { base: ['Required session does not exist'], login: ['is too short'] } }),
  fc.constant({ errors: ['Token is required'] }),
)

const answers = fc.record({
  status: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(200, 201, 401, 429) },
    fc.integer({ min: 200, max: 599 }),
  ),
  body: fc.oneof(
    { weight: 4, arbitrary: bodies.map(toText) },
    fc.string(),
    fc.constantFrom('', ' ', '{', '<html>'),
  ),
  headers: fc.constantFrom<Record<string, string>>(
    {},
    { 'Retry-After': '0' },
    { 'Retry-After': 'soon', Date: 'yesterday' },
    { 'CB-Token-ExpirationDate': '2030-99-99 00:00:00 UTC', Date: 'Tue, 01 Jan 2030 00:00:00 GMT' },
  ),
})

/** Everything that sends something and reads the answer. */
const actions: Readonly<Record<string, (client: CubeClient, odd: unknown) => Promise<unknown>>> = {
  createSession: (client) => createSession(client),
  signInBySession: (client) => createSession(client, { login: 'ada', password: 'pass-of-ada' }),
  login: (client) => login(client, { login: 'ada', password: 'pass-of-ada' }),
  loginAsGuest: (client) => loginAsGuest(client, { full_name: 'Ada' }),
  signUp: (client) => signUp(client, { login: 'ada', password: 'pass-of-ada' }),
  signInByProvider: (client) => login(client, { provider: 'facebook', keys: { token: 'token-of-ada' } }),
  upgradeGuest: async (client) => {
    await adoptSession(client, { session: { ...session, user: { ...user, is_guest: true } } })
    const onConflict = () => 'sign-in' as const
    return upgradeGuest(client, { login: 'grace', password: 'pass-of-grace' }, { onConflict })
  },
  prepareLogin: (client) => prepareLogin(client),
  getSession: (client) => getSession(client),
  getUser: (client) => getUser(client, 7),
  getUsers: (client) => getUsers(client, { login: 'ada' }),
  getUserBy: (client) => getUserBy(client, { login: 'ada' }),
  getUsersV1: (client) => getUsersV1(client, { filter: { field: 'id', param: 'gt', value: 5 } }),
  getUserByV1: (client) => getUserByV1(client, { external_id: '7' }),
  getOnlineUsers: (client) => getOnlineUsers(client),
  getOnlineCount: (client) => getOnlineCount(client),
  iterateUsers: async (client) => {
    for await (const { id } of iterateUsers(client, { login: 'ada' })) expect(id).toBeGreaterThan(0)
  },
  deleteUserByExternalId: async (client) => {
    await adoptSession(client, { session })
    return deleteUserByExternalId(client, '7')
  },
  deleteUser: (client) => deleteUser(client),
  logout: (client) => logout(client),
  destroySession: (client) => destroySession(client),
  adoptSession: (client, odd) => adoptSession(client, odd as SessionGrant),
}

test(
  `rows 18, 37, 38, I5: ${fuzzRuns} answers to every action are an answer or a CubeError, and never a hang`,
  { timeout: fuzzTimeoutMs },
  async () => {
    const outcomes = new Set<string>()
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(actions)),
        fc.array(answers, { minLength: 1, maxLength: 4 }),
        bodies,
        async (name, given, odd) => {
          let asked = 0
          const client = createCubeClient({
            appId: 1,
            apiUrl: 'https://api.fuzz.test',
            signer: unsigned({ authKey: 'key' }),
            storage: memoryStorage(),
            fetch: () => {
              const { status, body, headers } = given[asked++ % given.length]!
              const text = [204, 205, 304].includes(status) ? null : body
              return Promise.resolve(new Response(text, { status, headers }))
            },
          })
          const outcome = await actions[name]!(client, odd).then(
            () => 'answer',
            (error: unknown) => (isCubeError(error) ? error.code : String(error)),
          )
          outcomes.add(outcome)
          expect(outcome).toMatch(/^[a-z-]+$/)
          const { user: signedIn } = client.getSession()
          if (signedIn) expect(Number.isSafeInteger(signedIn.id)).toBe(true)
          expect(asked).toBeLessThan(name === 'iterateUsers' ? 60 : 10)
          expect(isUnpolluted()).toBe(true)
        },
      ),
      { numRuns: fuzzRuns, seed: 18 },
    )
    expect([...outcomes]).toEqual(
      expect.arrayContaining(['answer', 'protocol', 'session-expired', 'rate-limited']),
    )
  },
)

function toText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    return '{}'
  }
}
