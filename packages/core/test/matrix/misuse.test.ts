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

describe('sessionExpired', () => {
  test('that signs in again and again does not storm a server that refuses each session (I4)', async () => {
    const { open, person, otherPerson, emulator, requests } = createStage()
    const client = open({
      on: {
        sessionExpired: (handleResponse, retry) =>
          void login(client, credentialsOf(person)).then(retry, handleResponse),
      },
    })
    await login(client, credentialsOf(person))
    const before = requests().length
    const recover = emulator.faults.add({
      kind: 'status',
      status: 401,
      path: '/users',
      body: { errors: ['Required session does not exist'] },
    })
    for (let call = 0; call < 20; call++) await errorOf(getUser(client, otherPerson.id))
    expect(
      requests()
        .slice(before)
        .filter((request) => request === 'POST /session'),
    ).toHaveLength(2)
    expect((await errorOf(getUser(client, otherPerson.id))).code).toBe('sessions-paused')
    expect(client.getSession().status).toBe('user')
    recover()
    await expect(getUser(client, otherPerson.id)).resolves.toMatchObject({ id: otherPerson.id })
  })

  test('in many tabs signs in once, and all of them go on (I3)', async () => {
    const { open, person, otherPerson, emulator, requests } = createStage()
    const group = createTabGroup()
    const tabs = Array.from({ length: 4 }, () => {
      const client = open({
        tabs: group.open(),
        on: {
          sessionExpired: (handleResponse, retry) =>
            void login(client, credentialsOf(person)).then(retry, handleResponse),
        },
      })
      client.start()
      return client
    })
    await login(tabs[0]!, credentialsOf(person))
    await expect.poll(() => tabs.every((tab) => tab.getSession().status === 'user')).toBe(true)
    const scopes = tabs.map((tab) => tab.scope())
    emulator.expireSessions()
    const before = requests().length
    await Promise.all(tabs.map((tab) => getUser(tab, otherPerson.id)))
    expect(
      requests()
        .slice(before)
        .filter((request) => request === 'POST /login'),
    ).toHaveLength(1)
    expect(tabs.map((tab) => tab.scope())).toEqual(scopes)
  })
})

test.each([Infinity, 2 ** 40])('a time limit of %d ms is none, and not no time', async (timeoutMs) => {
  const { open, person, emulator } = createStage()
  emulator.faults.add({ kind: 'delay', ms: 20 })
  const client = open({ timeoutMs })
  await expect(getUser(client, person.id)).resolves.toMatchObject({ id: person.id })
})

test.each(['.evil.example/x', ':8443/x', '@evil.example/x', 'users', ''])(
  'a request to “%s” is refused before the token goes to another host (I9)',
  async (path) => {
    const { open, person, emulator } = createStage()
    const origins = new Set<string>()
    const client = open({
      fetch(input, init) {
        origins.add(new URL(new Request(input, init).url).origin)
        return emulator.fetch(input, init)
      },
    })
    await login(client, credentialsOf(person))
    const asking = client.request({ method: 'GET', path, parse: () => null })
    expect((await errorOf(asking)).code).toBe('invalid-argument')
    expect([...origins]).toEqual([client.apiUrl])
  },
)

test('a body that is no JSON is the caller’s mistake, not the network’s', async () => {
  const { client, person } = createStage()
  await login(client, credentialsOf(person))
  const body: Record<string, unknown> = {}
  body['self'] = body
  const asking = client.request({ method: 'POST', path: '/x', body, parse: () => null })
  expect((await errorOf(asking)).code).toBe('invalid-argument')
  expect(client.getSession().isStale).toBe(false)
})

test('an answer with tags that are no texts is read without them', async () => {
  const { open, person, emulator } = createStage()
  const client = open({
    fetch: (input, init) =>
      new Request(input, init).method === 'GET'
        ? Promise.resolve(Response.json({ user: { id: person.id, user_tags: ['a', { toString: 1 }, null] } }))
        : emulator.fetch(input, init),
  })
  expect((await getUser(client, person.id)).user_tags).toEqual(['a'])
})

test('a pause of years, as a proxy may ask for, lasts an hour (I5)', async () => {
  const { client, person, emulator } = createStage()
  emulator.faults.add({ kind: 'status', status: 429, retryAfter: 1e9, path: '/session', times: 1 })
  await errorOf(getUser(client, person.id))
  emulator.clock.advance(60 * 60_000)
  await expect(getUser(client, person.id)).resolves.toMatchObject({ id: person.id })
})

test('a renewal that does not reach the server makes what is shown stale', async () => {
  const { open, person, otherPerson, emulator } = createStage()
  const client = open({ credentialProvider: () => credentialsOf(person) })
  await login(client, credentialsOf(person))
  emulator.expireSessions()
  const recover = emulator.faults.add({ kind: 'status', status: 503, path: '/session', method: 'POST' })
  await errorOf(getUser(client, otherPerson.id))
  expect(client.getSession()).toMatchObject({ status: 'user', isStale: true })
  recover()
  await getUser(client, otherPerson.id)
  expect(client.getSession()).toMatchObject({ status: 'user', isStale: false })
})

test('a stored record of the last epoch that can be counted wedges no tab (I7)', async () => {
  const { open, person, otherPerson } = createStage()
  const storage = memoryStorage()
  await login(open({ storage }), credentialsOf(person))
  const key = '1 https://api.cubekit.test'
  const record = (await storage.read(key)) as object
  await storage.update(key, () => ({ ...record, epoch: Number.MAX_SAFE_INTEGER }))
  const group = createTabGroup()
  const [first, second] = [group.open(), group.open()]
  const [client, other] = [open({ storage, tabs: first }), open({ storage, tabs: second })]
  client.start()
  other.start()
  await login(client, credentialsOf(otherPerson))
  first.wake()
  second.wake()
  await getUser(client, person.id)
  await expect.poll(() => other.getSession().user?.id).toBe(otherPerson.id)
  expect(client.getSession().user?.id).toBe(otherPerson.id)
  const reloaded = open({ storage })
  await reloaded.ready()
  expect(reloaded.getSession().user?.id).toBe(otherPerson.id)
})

test('a password that a server takes for the name of a field is not told (I9)', async () => {
  const { client, person, emulator } = createStage()
  emulator.faults.add({
    kind: 'status',
    status: 422,
    path: '/login',
    body: { errors: { opensesame: ['is unknown'], login: ['opensesame is unknown'] } },
  })
  const error = await errorOf(login(client, { login: person.login, password: 'opensesame' }))
  expect(error.fields).toEqual({ login: ['••• is unknown'] })
})
