import { destroySession, getUser, login, logout } from '@cubekit/core'
import fc from 'fast-check'
import { createServer } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import {
  client,
  connect,
  ConnectyCube,
  credentialsOf,
  emulator,
  initSdk,
  open,
  person,
  printed,
  readBySdk,
  requests,
  sentOneMore,
  setUpBothSdks,
  usersOfSessions,
} from './support/bothSdks.ts'

// Logouts and changes of user reach the official SDK at once, whatever it is doing.

setUpBothSdks()

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
    const client = open({ credentialProvider: async () => credentialsOf() })
    connect(client)
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
    const client = open({ credentialProvider: async () => credentialsOf() })
    connect(client)
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

  test('breaks off a connection to the chat that is still being made', async () => {
    const arrived = Promise.withResolvers<void>()
    const broken = Promise.withResolvers<void>()
    const silent = createServer((socket) => {
      arrived.resolve()
      socket.on('close', () => broken.resolve())
    })
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void silent.close())
    const address = silent.address()
    const port = typeof address === 'object' ? address?.port : 0
    initSdk({ chatUrl: `ws://127.0.0.1:${port}` })
    connect()
    const { id } = await login(client, credentialsOf())
    const token = ConnectyCube.service.getSession()?.token ?? ''
    const connecting = expect(ConnectyCube.chat.connect({ userId: id, password: token })).rejects.toThrow(
      'before the connection was established',
    )
    await arrived.promise
    await logout(client)
    await Promise.all([connecting, broken.promise])
    await expect.poll(() => ConnectyCube.chat.connectionStatus).toBe('offline')
    // The SDK itself reports it.
    expect(printed.mock.calls.map(([first]) => first)).toEqual(['[Chat] xmppClient.start error'])
    printed.mockClear()
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
    const client = open({
      credentialProvider() {
        asked.resolve()
        return answered.promise
      },
    })
    connect(client)
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
