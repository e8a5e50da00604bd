import { createStage, createTabGroup, errorOf, type Stage } from '@cubekit/testing'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  adoptSession,
  createSession,
  deleteUser,
  destroySession,
  getUser,
  login,
  loginAsGuest,
  logout,
  memoryStorage,
  prepareLogin,
  type SessionChange,
  type SessionGrant,
  type SessionStorage,
  signUp,
  unsigned,
} from '../../src/index.ts'
import { credentialsOf } from './credentialsOf.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A session as a broker on the app's server would give it. */
async function grantOf(
  { emulator }: Stage,
  user?: { login: string; password: string },
): Promise<SessionGrant> {
  const answer = await emulator.fetch('https://api.cubekit.test/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ application_id: 1, auth_key: emulator.keys.authKey, user }),
  })
  return (await answer.json()) as SessionGrant
}

describe('a session made elsewhere', () => {
  test('that is taken into use twice, as by an effect in StrictMode, is not ended', async () => {
    const stage = createStage()
    const { client, person, otherPerson } = stage
    const grant = await grantOf(stage, credentialsOf(person))
    await Promise.all([adoptSession(client, grant), adoptSession(client, grant)])
    const scope = client.scope()
    await adoptSession(client, grant)
    await expect(getUser(client, otherPerson.id)).resolves.toMatchObject({ id: otherPerson.id })
    expect(client.getSession()).toMatchObject({ status: 'user', user: { id: person.id } })
    expect(client.scope()).toBe(scope)
  })

  test('nor is an application’s', async () => {
    const stage = createStage()
    const { client, person, requests } = stage
    const grant = await grantOf(stage)
    await Promise.all([adoptSession(client, grant), adoptSession(client, grant)])
    await adoptSession(client, grant)
    await getUser(client, person.id)
    expect(requests()).toEqual(['POST /session', `GET /users/${person.id}`])
  })

  test('for another application is refused', async () => {
    const stage = createStage()
    const { client, person } = stage
    const { session } = await grantOf(stage, credentialsOf(person))
    const foreign = { session: { ...session, application_id: 77 } }
    expect((await errorOf(adoptSession(client, foreign))).code).toBe('protocol')
    await client.ready()
    expect(client.getSession().status).toBe('signed-out')
  })
})

describe('an application session that was fetched ahead', () => {
  test('and has lapsed is replaced when somebody signs up', async () => {
    const { client, emulator } = createStage()
    await prepareLogin(client)
    emulator.expireSessions()
    const user = await signUp(client, { login: 'newcomer', password: 'a long password' })
    expect(client.getSession()).toMatchObject({ status: 'user', user: { id: user.id } })
  })

  test('is ended with all others by destroySession', async () => {
    const { client, emulator } = createStage()
    await prepareLogin(client)
    await destroySession(client)
    await expect.poll(() => emulator.db.sessions.list()).toEqual([])
  })
})

test('a call with a signal that is aborted already rejects, and leaves no rejection that nobody handles', async () => {
  const { open, emulator } = createStage()
  const client = open({ signer: unsigned(emulator.keys) })
  const unhandled: unknown[] = []
  const note = (reason: unknown): void => void unhandled.push(reason)
  process.on('unhandledRejection', note)
  try {
    const calls = [
      createSession(client, undefined, { signal: AbortSignal.abort() }),
      loginAsGuest(client, {}, { signal: AbortSignal.abort() }),
      getUser(client, 1, { signal: AbortSignal.abort() }),
    ]
    for (const call of calls) expect((await errorOf(call)).code).toBe('aborted')
    await new Promise((resolve) => setTimeout(resolve))
    expect(unhandled).toEqual([])
  } finally {
    process.off('unhandledRejection', note)
  }
})

test.each<[string, () => Promise<void>]>([
  ['never answers', () => new Promise(() => {})],
  ['rejects', () => Promise.reject(new Error('no'))],
  [
    'throws',
    () => {
      throw new Error('no')
    },
  ],
])('a logout is done although the browser’s password manager %s', async (_, preventSilentAccess) => {
  vi.stubGlobal('navigator', { credentials: { preventSilentAccess } })
  const { client, person } = createStage()
  await login(client, credentialsOf(person))
  expect(await logout(client)).toEqual({ server: 'revoked', durable: true })
})

test('an account that is gone already ends the session of whoever deletes it', async () => {
  const { client, person, emulator } = createStage()
  await login(client, credentialsOf(person))
  emulator.faults.add({
    kind: 'status',
    status: 404,
    method: 'DELETE',
    path: '/users',
    body: { errors: ['Not found'] },
  })
  await deleteUser(client)
  expect(client.getSession()).toMatchObject({ status: 'signed-out', endReason: 'account-deleted' })
})

test('sessionExpired that answers nothing is given up after 25 s, as a lapsed session and no time-out', async () => {
  const { open, person, otherPerson, emulator } = createStage()
  const asked = Promise.withResolvers<void>()
  const client = open({ on: { sessionExpired: () => asked.resolve() } })
  await login(client, credentialsOf(person))
  emulator.expireSessions()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const waiting = errorOf(getUser(client, otherPerson.id))
  await asked.promise
  await vi.advanceTimersByTimeAsync(25_000)
  expect((await waiting).code).toBe('session-expired')
  expect(client.getSession().status).toBe('reauth-required')
})

test('sessionExpired that throws: the person is asked', async () => {
  const { open, person, otherPerson, emulator } = createStage()
  const client = open({
    on: {
      sessionExpired() {
        throw new Error('broken')
      },
    },
  })
  await login(client, credentialsOf(person))
  emulator.expireSessions()
  expect((await errorOf(getUser(client, otherPerson.id))).code).toBe('session-expired')
  expect(client.getSession().status).toBe('reauth-required')
})

test('a credential provider that signs the person in itself and gives null has renewed the session', async () => {
  const { open, person, otherPerson, emulator } = createStage()
  const client = open({
    async credentialProvider() {
      await login(client, credentialsOf(person))
      return null
    },
  })
  await login(client, credentialsOf(person))
  const changes: SessionChange['type'][] = []
  client.on('session', ({ type }) => changes.push(type))
  emulator.expireSessions()
  await expect(getUser(client, otherPerson.id)).resolves.toMatchObject({ id: otherPerson.id })
  expect(changes).toEqual(['updated'])
})

test('tabs whose announce throws cost nobody the session', async () => {
  const reported: unknown[] = []
  vi.stubGlobal('queueMicrotask', (task: () => void) => {
    try {
      task()
    } catch (error) {
      reported.push(error)
    }
  })
  const { open, person, otherPerson } = createStage()
  const broken = new Error('broken')
  const client = open({
    tabs: {
      ...createTabGroup().open(),
      announce() {
        throw broken
      },
    },
  })
  client.start()
  await login(client, credentialsOf(person))
  await expect(getUser(client, otherPerson.id)).resolves.toMatchObject({ id: otherPerson.id })
  expect(client.getSession().status).toBe('user')
  expect(new Set(reported)).toEqual(new Set([broken]))
})

test('the session is the same object until something in it changes', async () => {
  const { client, person, otherPerson } = createStage()
  await client.ready()
  const signedOut = client.getSession()
  await getUser(client, person.id)
  expect(client.getSession()).toBe(signedOut)
  await login(client, credentialsOf(person))
  const signedIn = client.getSession()
  await createSession(client)
  await getUser(client, otherPerson.id)
  expect(client.getSession()).toBe(signedIn)
})

test('a session of which nothing says who stored it is looked into once, for all calls', async () => {
  const { open, person, otherPerson, requests } = createStage()
  const texts = new Map<string, string>()
  const storage: SessionStorage = {
    ...memoryStorage(),
    hints: { read: (key) => texts.get(key) ?? null, write: (key, text) => void texts.set(key, text) },
  }
  await login(open({ storage }), credentialsOf(person))
  texts.clear()
  const client = open({ storage })
  const before = requests().length
  await Promise.all(Array.from({ length: 20 }, () => getUser(client, otherPerson.id)))
  expect(
    requests()
      .slice(before)
      .filter((request) => request === 'GET /session'),
  ).toHaveLength(1)
})
