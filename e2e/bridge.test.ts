import {
  adoptSession,
  connectCubeSdk,
  createCubeClient,
  type CubeClient,
  type CubeClientOptions,
  destroySession,
  getSession,
  getUser,
  isCubeError,
  login,
  loginAsGuest,
  logout,
  memoryStorage,
  unsigned,
} from '@cubekit/core'
import { acceptTokens } from '@cubekit/emulator'
import { startEmulator, type EmulatorServer } from '@cubekit/emulator/node'
import type OfficialSdk from 'connectycube'
import fc from 'fast-check'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'

// The official SDK, unchanged, and Cubekit on one session. It is required, not imported, because that is what
// its declarations describe.
const { default: ConnectyCube }: typeof OfficialSdk = createRequire(import.meta.url)('connectycube')

const noSession = { code: 401, info: { errors: { base: ['Required session does not exist'] } } }

let emulator: EmulatorServer
let client: CubeClient
const printed = vi.fn<(...args: unknown[]) => void>()
const sessionExpired = vi.fn<() => void>()

beforeEach(async () => {
  for (const level of ['debug', 'info', 'log', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation(printed)
  }
  emulator = await startEmulator({
    users: 20,
    providers: { facebook: acceptTokens({ 'token-of-ada': { uid: '42', full_name: 'Ada Lovelace' } }) },
  })
  initSdk()
  client = open()
})
afterEach(async () => {
  await emulator.stop()
  expect(printed).not.toHaveBeenCalled()
  expect(sessionExpired).not.toHaveBeenCalled()
  vi.restoreAllMocks()
})

function initSdk(settings: { appId?: number; url?: string } = {}): void {
  const { appId = emulator.clientOptions.appId, url = emulator.url } = settings
  // It keeps its settings in one place for the whole process, and prints everything unless told not to.
  ConnectyCube.init(
    { appId, authKey: emulator.keys.authKey },
    {
      endpoints: { api: '127.0.0.1', chat: '127.0.0.1', api_url: url },
      debug: { mode: 0 },
      on: { sessionExpired },
    },
  )
}

function open(options: Partial<CubeClientOptions> = {}): CubeClient {
  const { appId } = emulator.clientOptions
  const { authKey } = emulator.keys
  return createCubeClient({ appId, apiUrl: emulator.url, signer: unsigned({ authKey }), ...options })
}

/** Connects until the end of the test. */
function connect(to = client): () => void {
  const disconnect = connectCubeSdk(to, ConnectyCube)
  onTestFinished(disconnect)
  return disconnect
}

function person(index = 0): EmulatorServer['people'][number] {
  const found = emulator.people[index]
  if (found === undefined) throw new Error(`There is no seeded person ${index}.`)
  return found
}
const credentialsOf = (index = 0): { login: string; password: string } => {
  const { login: name, password } = person(index)
  return { login: name, password }
}

const readBySdk = (index = 1): Promise<unknown> => ConnectyCube.users.getV2({ id: person(index).id })
const found = (index = 1) => ({ total_entries: 1, items: [{ id: person(index).id }] })
const requests = (): string[] => emulator.log.map(({ method, path }) => `${method} ${path}`)
const opened = (): number => requests().filter((request) => request === 'POST /session').length
const usersOfSessions = (): (number | null)[] => emulator.db.sessions.list().map(({ userId }) => userId)

/** Settles once one more request has arrived; in a list, since what it settles later is not awaited. */
async function sentOneMore(begin: () => Promise<unknown>): Promise<Promise<unknown>[]> {
  const before = emulator.log.length
  const promise = begin()
  promise.catch(() => {})
  await expect.poll(() => emulator.log.length).toBeGreaterThan(before)
  return [promise]
}

describe('one session', () => {
  test('of a person who signed in by Cubekit serves the SDK at once', async () => {
    connect()
    const me = await login(client, credentialsOf())
    expect(await readBySdk()).toMatchObject(found())
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: me.id })
    expect(emulator.log.slice(-2)).toMatchObject([{ userId: me.id }, { userId: me.id }])
    expect(requests()).toEqual(['POST /session', 'POST /login', 'GET /users/v2', 'GET /session'])
  })

  test('that was there before the SDK was connected serves it too', async () => {
    const me = await login(client, credentialsOf())
    connect()
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: me.id })
    expect(opened()).toBe(1)
  })

  test('is opened by the first request of the SDK, once for all, and shared with Cubekit', async () => {
    connect()
    const reading = Array.from({ length: 50 }, () => [readBySdk(), getUser(client, person(1).id)]).flat()
    expect(await Promise.all(reading)).toHaveLength(100)
    expect(opened()).toBe(1)
    expect(new Set(emulator.log.map(({ sessionId }) => sessionId)).size).toBe(1)
  })

  test('of the last time is used after a restart, also by a request that is in a hurry', async () => {
    const storage = memoryStorage()
    const me = await login(open({ storage }), credentialsOf())
    connect(open({ storage }))
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: me.id })
    expect(opened()).toBe(1)
  })

  test('that was made elsewhere and adopted serves the SDK', async () => {
    connect()
    const { appId, apiUrl } = client
    const answer = await fetch(`${apiUrl}/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        application_id: appId,
        auth_key: emulator.keys.authKey,
        user: credentialsOf(3),
      }),
    })
    await adoptSession(client, JSON.parse(await answer.text()))
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: person(3).id })
  })

  test('changes the profile of whoever is signed in', async () => {
    connect()
    await login(client, credentialsOf(1))
    await login(client, credentialsOf(2))
    expect(await ConnectyCube.users.update({ full_name: 'New Name' })).toMatchObject({
      user: { id: person(2).id, full_name: 'New Name' },
    })
    await getSession(client)
    expect(client.getSession().user?.full_name).toBe('New Name')
  })

  test('is not shown to other servers', async () => {
    const seen: unknown[] = []
    const server = createServer((request, response) => {
      seen.push(request.headers['cb-token'] ?? null)
      response.end('ok')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    connect()
    await login(client, credentialsOf())
    await ConnectyCube.storage.upload({ url: `http://127.0.0.1:${port}/bucket`, data: { key: 'x' } })
    expect(seen).toEqual([null])
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: person().id })
  })
})

describe('an expired session', () => {
  test('of the application: 100 requests of the SDK and 100 of Cubekit share one renewal', async () => {
    connect()
    await readBySdk()
    emulator.expireSessions()
    const reading = Array.from({ length: 100 }, () => [readBySdk(), getUser(client, person(1).id)]).flat()
    expect(await Promise.all(reading)).toHaveLength(200)
    expect(opened()).toBe(2)
  })

  test('of a person: 100 requests of the SDK ask the app once and open one session', async () => {
    const credentialProvider = vi.fn<NonNullable<CubeClientOptions['credentialProvider']>>(async () =>
      credentialsOf(),
    )
    client = open({ credentialProvider })
    connect()
    const me = await login(client, credentialsOf())
    emulator.expireSessions()
    const answers = await Promise.all(Array.from({ length: 100 }, () => readBySdk()))
    expect(answers).toHaveLength(100)
    expect(opened()).toBe(2)
    expect(credentialProvider).toHaveBeenCalledTimes(1)
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: me.id })
  })

  test('is renewed for the SDK’s getSession too, which alone never asks for it', async () => {
    connect()
    await readBySdk()
    emulator.expireSessions()
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: null })
  })

  test('that cannot be renewed: fails as the SDK’s callers know it, and does not ask the server again', async () => {
    connect()
    await login(client, credentialsOf())
    emulator.expireSessions()
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => readBySdk()))
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true)
    expect(outcomes[99]).toMatchObject({ reason: noSession })
    expect(client.getSession()).toMatchObject({ status: 'reauth-required', user: { id: person().id } })
    const before = emulator.log.length
    await expect(readBySdk()).rejects.toMatchObject(noSession)
    expect(emulator.log).toHaveLength(before)
    expect(ConnectyCube.service.getSession()).toBeNull()

    await login(client, credentialsOf())
    expect(await readBySdk()).toMatchObject(found())
  })

  test('on a server that refuses fresh sessions: ends, with few attempts', async () => {
    connect()
    await readBySdk()
    emulator.faults.add({ kind: 'rejectFreshTokens' })
    emulator.expireSessions()
    for (let attempt = 0; attempt < 10; attempt++) {
      await Promise.allSettled(Array.from({ length: 10 }, () => readBySdk()))
    }
    expect(opened()).toBeLessThanOrEqual(4)
  })

  test('of a guest: the guest is gone, and no new one is made', async () => {
    connect()
    await loginAsGuest(client, { full_name: 'Olof Shodger' })
    const users = emulator.db.users.size
    emulator.expireSessions()
    await expect(readBySdk()).rejects.toMatchObject(noSession)
    expect(client.getSession()).toMatchObject({ status: 'signed-out', endReason: 'guest-expired' })
    expect(emulator.db.users.size).toBe(users)
  })
})

describe('a logout', () => {
  test('takes the session from the SDK before it returns', async () => {
    connect()
    await login(client, credentialsOf())
    const ended = emulator.log.at(-1)?.sessionId
    const before = emulator.log.length
    const leaving = logout(client)
    expect(ConnectyCube.service.getSession()).toBeNull()
    expect(ConnectyCube.service.getCurrentUserId()).toBeUndefined()
    await Promise.all([readBySdk(), readBySdk(), leaving])
    const after = emulator.log.slice(before)
    expect(after.filter(({ sessionId }) => sessionId === ended)).toMatchObject([
      { method: 'DELETE', path: '/session' },
    ])
    expect(usersOfSessions()).toEqual([null])
  })

  test('in the very moment of a request: it is not sent', async () => {
    connect()
    await login(client, credentialsOf())
    const reading = readBySdk()
    void logout(client)
    await expect(reading).rejects.toMatchObject({ code: 'session-changed' })
    expect(requests()).not.toContain('GET /users/v2')
  })

  test('while a request is on its way: its answer is given to nobody', async () => {
    connect()
    await login(client, credentialsOf())
    // The server has answered by the time of the logout, but the answer takes its time.
    emulator.faults.add({ kind: 'drip', ms: 10, bytes: 64, path: '/users' })
    const [reading] = await sentOneMore(() => readBySdk())
    void logout(client)
    await expect(reading).rejects.toMatchObject({ code: 'session-changed' })
  })

  test('while a session is renewed for the SDK: the request is given up, and nobody is signed in', async () => {
    client = open({ credentialProvider: async () => credentialsOf() })
    connect()
    await login(client, credentialsOf())
    emulator.expireSessions()
    emulator.faults.add({ kind: 'delay', ms: 100, path: '/login' })
    const reading = readBySdk()
    reading.catch(() => {})
    await expect.poll(() => requests().filter((request) => request === 'POST /login')).toHaveLength(2)
    await logout(client)
    await expect(reading).rejects.toMatchObject({ code: 'session-changed' })
    expect(client.getSession().status).toBe('signed-out')
    expect(ConnectyCube.service.getSession()).toBeNull()
    await expect.poll(() => usersOfSessions().filter(Boolean)).toEqual([])
  })

  test('disconnects the chat, and a renewal does not', async () => {
    client = open({ credentialProvider: async () => credentialsOf() })
    connect()
    const left = vi.spyOn(ConnectyCube.chat, 'disconnect')
    await login(client, credentialsOf())
    emulator.expireSessions()
    await readBySdk()
    expect(left).not.toHaveBeenCalled()
    const leaving = logout(client)
    expect(left).toHaveBeenCalledTimes(1)
    await leaving
    await login(client, credentialsOf(1))
    await login(client, credentialsOf(2))
    expect(left).toHaveBeenCalledTimes(2)
  })

  test('by somebody else who signs in: the SDK is theirs, and late answers are nobody’s', async () => {
    connect()
    await login(client, credentialsOf(1))
    emulator.faults.add({ kind: 'drip', ms: 20, bytes: 16, path: '/users' })
    const [reading] = await sentOneMore(() => readBySdk())
    await login(client, credentialsOf(2))
    expect(ConnectyCube.service.getCurrentUserId()).toBe(person(2).id)
    await expect(reading).rejects.toMatchObject({ code: 'session-changed' })
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: person(2).id })
  })

  test('by somebody else who signs in while a session is renewed for the SDK: nothing is asked as them', async () => {
    const asked = Promise.withResolvers<void>()
    const answered = Promise.withResolvers<ReturnType<typeof credentialsOf>>()
    client = open({
      credentialProvider() {
        asked.resolve()
        return answered.promise
      },
    })
    connect()
    await login(client, credentialsOf(1))
    emulator.expireSessions()
    const reading = expect(readBySdk()).rejects.toMatchObject({ code: 'session-changed' })
    await asked.promise
    await login(client, credentialsOf(2))
    answered.resolve(credentialsOf(1))
    await reading
    expect(emulator.log.filter(({ path }) => path === '/users/v2')).toMatchObject([{ status: 401 }])
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: person(2).id })
  })

  test.each([
    ['ConnectyCube.logout', () => ConnectyCube.logout()],
    ['ConnectyCube.auth.logout', () => ConnectyCube.auth.logout()],
    ['ConnectyCube.destroySession', () => ConnectyCube.destroySession()],
    ['destroySession', () => destroySession(client)],
  ])('by %s is one for both', async (_, leave) => {
    connect()
    await login(client, credentialsOf())
    const leaving = leave()
    expect(client.getSession()).toMatchObject({ status: 'signed-out', endReason: 'logged-out' })
    expect(ConnectyCube.service.getSession()).toBeNull()
    await leaving
    expect(usersOfSessions()).toEqual([])
  })

  test('by the SDK, with the server out of reach: done all the same', async () => {
    connect()
    await login(client, credentialsOf())
    emulator.faults.add({ kind: 'offline' })
    await ConnectyCube.destroySession()
    expect(client.getSession().status).toBe('signed-out')
    emulator.faults.clear()
  })
})

describe('the SDK’s own functions', () => {
  test.each([
    ['createSession', async () => ConnectyCube.createSession(credentialsOf(4))],
    ['auth.createSession', async () => ConnectyCube.auth.createSession(credentialsOf(4))],
    [
      'createSession by e-mail',
      async () => ConnectyCube.createSession({ email: person(4).email, password: person(4).password }),
    ],
    ['login', async () => ({ user_id: person(4).id, user: await ConnectyCube.login(credentialsOf(4)) })],
  ])('%s signs in through Cubekit', async (_, signIn) => {
    connect()
    const { id, full_name } = person(4)
    expect(await signIn()).toMatchObject({ user_id: id, user: { id, full_name } })
    expect(client.getSession()).toMatchObject({ status: 'user', user: { id } })
    expect(await getUser(client, id)).toMatchObject({ id })
    expect(usersOfSessions()).toEqual([id])
  })

  test('createSession gives what the SDK’s callers expect of a session', async () => {
    connect()
    const session = await ConnectyCube.createSession(credentialsOf(4))
    expect(session).toMatchObject({
      id: emulator.db.sessions.list()[0]?.id,
      application_id: client.appId,
      token: expect.stringMatching(/^[0-9A-F]{36}$/),
      created_at: expect.any(String),
    })
    ConnectyCube.setSession(session)
    expect(ConnectyCube.service.getSession()?.token).toBe(session.token)
  })

  test('createSession with a wrong password says so, and changes nothing', async () => {
    connect()
    await login(client, credentialsOf())
    const users = emulator.db.users.size
    for (const name of [person(1).login, 'nobody-of-that-name']) {
      const refused = ConnectyCube.createSession({ login: name, password: 'not the password' })
      await expect(refused).rejects.toMatchObject({ code: 'invalid-credentials' })
    }
    expect(emulator.db.users.size).toBe(users)
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: person().id })
  })

  test('createSession without credentials gives the session in use, and never a second one', async () => {
    connect()
    const sessions = await Promise.all(Array.from({ length: 20 }, () => ConnectyCube.createSession()))
    await ConnectyCube.createSession({})
    expect(new Set(sessions.map(({ id }) => id)).size).toBe(1)
    expect(sessions[0]).toMatchObject({ user_id: null })
    expect(opened()).toBe(1)

    await login(client, credentialsOf())
    expect(await ConnectyCube.createSession()).toMatchObject({ user_id: person().id })
    expect(client.getSession().status).toBe('user')
  })

  test('createSession for a guest', async () => {
    connect()
    const { user } = await ConnectyCube.createSession({ guest: '1', full_name: 'Olof Shodger' })
    expect(user).toMatchObject({ full_name: 'Olof Shodger' })
    expect(client.getSession()).toMatchObject({ status: 'guest', user: { id: user?.id } })
  })

  test.each(['createSession', 'login'] as const)('%s through a provider', async (how) => {
    connect()
    await readBySdk()
    const answer: unknown = await ConnectyCube[how](byFacebook('token-of-ada'))
    const { user } = client.getSession()
    expect(user).toMatchObject({ facebook_id: '42', full_name: 'Ada Lovelace' })
    expect(answer).toMatchObject(how === 'login' ? { id: user?.id } : { user_id: user?.id })
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: user?.id })
    expect(usersOfSessions().filter(Boolean)).toEqual([user?.id])
  })

  test('createSession through a provider that refuses', async () => {
    connect()
    await login(client, credentialsOf())
    await expect(ConnectyCube.createSession(byFacebook('unknown'))).rejects.toMatchObject({ code: 422 })
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: person().id })
  })

  test('createSession through a provider, and a logout meanwhile: the logout wins', async () => {
    connect()
    emulator.faults.add({ kind: 'delay', ms: 100, path: '/session', times: 1 })
    const [signingIn] = await sentOneMore(() => ConnectyCube.createSession(byFacebook('token-of-ada')))
    await logout(client)
    await expect(signingIn).rejects.toMatchObject({ code: 'superseded' })
    expect(client.getSession().status).toBe('signed-out')
    expect(ConnectyCube.service.getSession()).toBeNull()
    await expect.poll(usersOfSessions).toEqual([])
  })

  test('setSession refuses a session of its own, and says what to do', () => {
    connect()
    expect(() => ConnectyCube.setSession({ token: 'of somebody' })).toThrow('adoptSession')
  })

  test('signup works before anything else', async () => {
    connect()
    const { user } = await ConnectyCube.users.signup({ login: 'marvin18', password: 'supersecurepwd' })
    expect(user).toMatchObject({ login: 'marvin18' })
    await ConnectyCube.createSession({ login: 'marvin18', password: 'supersecurepwd' })
    expect(client.getSession().user?.id).toBe(user.id)
  })
})

describe('connecting', () => {
  const names = ['createSession', 'destroySession', 'login', 'logout', 'setSession', 'init'] as const

  test('is undone by the function it returns', async () => {
    const before = names.map((name) => ConnectyCube[name])
    const ownNames = Object.getOwnPropertyNames(ConnectyCube).sort()
    const disconnect = connect()
    expect(names.map((name) => ConnectyCube[name])).not.toEqual(before)
    await login(client, credentialsOf())
    disconnect()
    disconnect()
    expect(names.map((name) => ConnectyCube[name])).toEqual(before)
    expect(Object.getOwnPropertyNames(ConnectyCube).sort()).toEqual(ownNames)
    expect(Object.hasOwn(ConnectyCube.service, 'ajax')).toBe(false)
    expect(ConnectyCube.service.sdkInstance.config.on?.sessionExpired).toBe(sessionExpired)

    // From now on both go their own ways.
    expect(ConnectyCube.service.getSession()).toBeNull()
    await ConnectyCube.createSession(credentialsOf(1))
    await ConnectyCube.destroySession()
    expect(client.getSession().user?.id).toBe(person().id)
    await logout(client)
  })

  test('can be undone while requests are on their way', async () => {
    const disconnect = connect()
    await login(client, credentialsOf())
    emulator.faults.add({ kind: 'delay', ms: 100, path: '/users', times: 1 })
    const [underWay] = await sentOneMore(() => readBySdk())
    const notSent = expect(readBySdk()).rejects.toMatchObject({ code: 'aborted' })
    disconnect()
    expect(await underWay).toMatchObject(found())
    await notSent
    expect(ConnectyCube.service.getSession()).toBeNull()
  })

  test('lasts when the SDK is initialised again', async () => {
    connect()
    const me = await login(client, credentialsOf())
    initSdk()
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: me.id })
    emulator.expireSessions()
    await expect(readBySdk()).rejects.toMatchObject(noSession)
    await login(client, credentialsOf())
    await ConnectyCube.logout()
    expect(client.getSession().status).toBe('signed-out')
  })

  test('may come before the SDK is initialised', async () => {
    const fresh: typeof ConnectyCube = Reflect.construct(ConnectyCube.constructor, [])
    const disconnect = connectCubeSdk(client, fresh)
    onTestFinished(disconnect)
    const me = await login(client, credentialsOf())
    fresh.init(
      { appId: client.appId, authKey: emulator.keys.authKey },
      { endpoints: { api: '', chat: '127.0.0.1', api_url: emulator.url }, debug: { mode: 0 } },
    )
    expect(await fresh.getSession()).toMatchObject({ user_id: me.id })
  })

  test('is refused for another application or server, and leaves the SDK alone', () => {
    for (const settings of [{ appId: 2 }, { url: 'http://127.0.0.1:1' }]) {
      initSdk(settings)
      const before = ConnectyCube.createSession
      expect(() => connectCubeSdk(client, ConnectyCube)).toThrow('another appId or API endpoint')
      expect(ConnectyCube.createSession).toBe(before)
    }
  })

  test('a second client takes the SDK over from the first', async () => {
    const other = open()
    const disconnectFirst = connect(client)
    await login(client, credentialsOf(1))
    connect(other)
    await login(other, credentialsOf(2))
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: person(2).id })
    await logout(client)
    disconnectFirst()
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: person(2).id })
  })

  test('connecting twice is connecting once', async () => {
    const disconnectFirst = connect()
    connect()
    disconnectFirst()
    await login(client, credentialsOf())
    emulator.expireSessions()
    await expect(readBySdk()).rejects.toMatchObject(noSession)
    expect(requests().filter((request) => request === 'GET /users/v2')).toHaveLength(1)
  })
})

test('whatever happens in whatever order: answers are for whoever is signed in, and no ended session is used', async () => {
  connect()
  const acts = {
    'read by the SDK': () => askWho(),
    'read by Cubekit': () => getUser(client, person(1).id),
    'sign in by Cubekit': () => login(client, credentialsOf(2)),
    'sign in by the SDK': () => ConnectyCube.createSession(credentialsOf(3)),
    'log out by Cubekit': () => leave(() => logout(client)),
    'log out by the SDK': () => leave(() => ConnectyCube.destroySession()),
    expire: async () => emulator.expireSessions(),
    wait: () => fetch(emulator.url),
  }
  const wrong: unknown[] = []
  const askWho = async (): Promise<void> => {
    const { user_id } = await ConnectyCube.getSession()
    const present = client.getSession().user?.id ?? null
    if (user_id !== present) wrong.push({ user_id, present })
  }
  const leave = async (go: () => Promise<unknown>): Promise<void> => {
    const token = ConnectyCube.service.getSession()?.token
    const wasSomebody = client.getSession().user !== null
    const leaving = go()
    if (wasSomebody && token !== undefined) ended.add(token)
    await leaving
  }
  const ended = new Set<string>()
  const build = ConnectyCube.service.buildRequestAndURL.bind(ConnectyCube.service)
  vi.spyOn(ConnectyCube.service, 'buildRequestAndURL').mockImplementation((params) => {
    const built = build(params)
    const token = new Headers(built[0].headers).get('CB-Token')
    if (token !== null && ended.has(token)) wrong.push(`${params.url} with an ended session`)
    return built
  })
  const names = fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[]))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(names, fc.boolean()), { maxLength: 12 }), async (history) => {
      await destroySession(client)
      const outcomes: Promise<unknown>[] = []
      for (const [name, isAwaited] of history) {
        const outcome = acts[name]().catch(() => {})
        outcomes.push(outcome)
        if (isAwaited) await outcome
      }
      await Promise.all(outcomes)
      expect(wrong).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('with the server out of reach, what fails says why', async () => {
  connect()
  emulator.faults.add({ kind: 'offline' })
  const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => readBySdk()))
  const reasons = outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason : null))
  expect(reasons.every((reason) => isCubeError(reason, 'unreachable'))).toBe(true)
  emulator.faults.clear()
  expect(await readBySdk()).toMatchObject(found())
})

type Credentials = NonNullable<Parameters<typeof ConnectyCube.auth.login>[0]>

function byFacebook(token: string): Credentials {
  const credentials: object = { provider: 'facebook', keys: { token } }
  return credentials as Credentials
}
