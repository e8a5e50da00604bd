import { connectCubeSdk, getUser, login, logout } from '@cubekit/core'
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  client,
  connect,
  ConnectyCube,
  credentialsOf,
  emulator,
  found,
  initSdk,
  noSession,
  open,
  opened,
  person,
  readBySdk,
  requests,
  sentOneMore,
  sessionExpired,
  setUpBothSdks,
  usersOfSessions,
} from './support/bothSdks.ts'

// The official SDK's own functions while it is connected to Cubekit, and connecting itself.

setUpBothSdks()

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

  test.each(['createSession', 'login'] as const)(
    '%s with Firebase’s flat form, as its documentation has it',
    async (how) => {
      connect()
      const credentials: object = {
        provider: 'firebase_phone',
        'firebase_phone[project_id]': 'demo',
        'firebase_phone[access_token]': 'id-token',
      }
      await ConnectyCube[how](credentials as Credentials)
      expect(client.getSession()).toMatchObject({ status: 'user', user: { phone: '+441632960961' } })
    },
  )

  test('a login without a password is the token of an app’s own users, as its documentation has it', async () => {
    connect()
    const credentials: object = { login: 'token-of-nobody' }
    const refused = ConnectyCube.login(credentials as Credentials)
    // Without a provider of its own, the application knows nobody of that name; the SDK would not even have asked.
    await expect(refused).rejects.toMatchObject({ code: 'invalid-credentials' })
    expect(requests()).toContain('POST /login')
  })

  test('createSession through a provider that refuses', async () => {
    connect()
    await login(client, credentialsOf())
    const refused = ConnectyCube.createSession(byFacebook('unknown'))
    await expect(refused).rejects.toMatchObject({ code: 'invalid-credentials', status: 422 })
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

type Credentials = NonNullable<Parameters<typeof ConnectyCube.auth.login>[0]>

function byFacebook(token: string): Credentials {
  const credentials: object = { provider: 'facebook', keys: { token } }
  return credentials as Credentials
}
