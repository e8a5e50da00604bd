import { createStage, createTabGroup, errorOf } from '@cubekit/testing'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  type CredentialProvider,
  deleteUser,
  destroySession,
  getUser,
  login,
  loginAsGuest,
  logout,
  type SessionChange,
  type SessionGrant,
  signUp,
} from '../../src/index.ts'
import { credentialsOf } from './credentialsOf.ts'

afterEach(() => void vi.useRealTimers())

const created = (requests: readonly string[]): number =>
  requests.filter((request) => request === 'POST /session').length

describe('a session of the application', () => {
  test.each([1, 2, 50, 200])(
    'rows 1 and 2: %i first calls open one, and all are answered (I3)',
    async (calls) => {
      const { client, person, requests } = createStage()
      const users = await Promise.all(Array.from({ length: calls }, () => getUser(client, person.id)))
      expect(users.map(({ id }) => id)).toEqual(Array.from({ length: calls }, () => person.id))
      expect(created(requests())).toBe(1)
    },
  )

  test('row 3: when it has lapsed, it is renewed once and each call is sent once more (I3, I4)', async () => {
    const { client, person, emulator, requests } = createStage()
    await getUser(client, person.id)
    emulator.expireSessions()
    const before = requests().length
    await Promise.all(Array.from({ length: 20 }, () => getUser(client, person.id)))
    expect(created(requests().slice(before))).toBe(1)
    expect(requests().slice(before)).toHaveLength(41)
  })
})

describe('the lapsed session of a user', () => {
  test('row 4: is renewed through the credential provider, asked once, for the same user (I3, I8)', async () => {
    const stage = createStage()
    const { open, person, otherPerson, emulator, requests } = stage
    const credentialProvider = vi.fn<() => Promise<{ login: string; password: string }>>(async () =>
      credentialsOf(person),
    )
    const client = open({ credentialProvider })
    await login(client, credentialsOf(person))
    const scope = client.scope()
    emulator.expireSessions()
    const before = requests().length
    await Promise.all(Array.from({ length: 20 }, () => getUser(client, otherPerson.id)))
    expect(credentialProvider).toHaveBeenCalledOnce()
    expect(credentialProvider).toHaveBeenCalledWith(
      expect.objectContaining({
        reason: 'expired',
        user: expect.objectContaining({ id: person.id }) as unknown,
      }),
    )
    expect(created(requests().slice(before))).toBe(1)
    expect(client.getSession()).toMatchObject({ status: 'user', user: { id: person.id } })
    expect(client.scope()).toBe(scope)
  })

  test('row 5: without a provider asks the person, who stays known; calls fail at once (I5, I8)', async () => {
    const { client, person, otherPerson, emulator, requests } = createStage()
    await login(client, credentialsOf(person))
    emulator.expireSessions()
    expect((await errorOf(getUser(client, otherPerson.id))).code).toBe('session-expired')
    expect(client.getSession()).toMatchObject({
      status: 'reauth-required',
      user: { id: person.id, login: person.login },
      endReason: 'expired',
    })
    const before = requests().length
    const needsUser = client.request({ method: 'GET', path: '/x', rights: 'user', parse: () => null })
    expect((await errorOf(needsUser)).code).toBe('session-expired')
    expect(requests()).toHaveLength(before)
  })

  test('row 6: leaves what needs no user to an application session, and the user known (I8)', async () => {
    const { client, person, otherPerson, emulator } = createStage()
    await login(client, credentialsOf(person))
    emulator.expireSessions()
    await errorOf(getUser(client, otherPerson.id))
    await expect(getUser(client, otherPerson.id)).resolves.toMatchObject({ id: otherPerson.id })
    expect(client.getSession()).toMatchObject({ status: 'reauth-required', user: { id: person.id } })
  })

  test('goes on in the same epoch when the same person signs in again', async () => {
    const { client, person, otherPerson, emulator } = createStage()
    await login(client, credentialsOf(person))
    const scope = client.scope()
    emulator.expireSessions()
    await errorOf(getUser(client, otherPerson.id))
    await login(client, credentialsOf(person), { as: person.id })
    expect(client.getSession().status).toBe('user')
    expect(client.scope()).toBe(scope)
  })

  test('is not given to somebody else, when the app says whom it wants', async () => {
    const { client, person, otherPerson, emulator } = createStage()
    await login(client, credentialsOf(person))
    emulator.expireSessions()
    await errorOf(getUser(client, otherPerson.id))
    const asOther = login(client, credentialsOf(otherPerson), { as: person.id })
    expect((await errorOf(asOther)).code).toBe('identity-mismatch')
    expect(client.getSession()).toMatchObject({ status: 'reauth-required', user: { id: person.id } })
    await expect.poll(() => emulator.db.sessions.list()).toEqual([])
  })

  test('row 17: ended elsewhere, as after a change of the password: asked for again, never a loop (I4)', async () => {
    const { client, person, otherPerson, emulator, requests } = createStage()
    await login(client, credentialsOf(person))
    emulator.expireSessions({ userId: person.id })
    const before = requests().length
    await Promise.all(Array.from({ length: 10 }, () => errorOf(getUser(client, otherPerson.id))))
    expect(created(requests().slice(before))).toBe(0)
    expect(client.getSession().status).toBe('reauth-required')
  })
})

describe('a credential provider', () => {
  test('row 8: with somebody else’s credentials renews nothing, and leaves no session behind (I8)', async () => {
    const { open, person, otherPerson, emulator } = createStage()
    const client = open({ credentialProvider: () => credentialsOf(otherPerson) })
    const changes: SessionChange[] = []
    await login(client, credentialsOf(person))
    client.on('session', (change) => changes.push(change))
    emulator.expireSessions()
    expect((await errorOf(getUser(client, otherPerson.id))).code).toBe('identity-mismatch')
    expect(client.getSession()).toMatchObject({ status: 'reauth-required', user: { id: person.id } })
    expect(changes.map(({ type, reason }) => `${type} ${reason}`)).toEqual([
      'provider-expired other-user',
      'expired expired',
    ])
    await expect.poll(() => emulator.db.sessions.list()).toEqual([])
  })

  const failing: readonly (readonly [string, CredentialProvider, string])[] = [
    ['gives null', () => null, 'declined'],
    ['throws', () => Promise.reject(new Error('no')), 'failed'],
    ['gives a password that is wrong by now', () => ({ login: 'nobody', password: 'wrong' }), 'refused'],
    ['gives no session', () => ({ session: { token: '' } }), 'failed'],
  ]

  test.each(failing)('row 9: that %s: the person is asked (I5)', async (_, credentialProvider, reason) => {
    const { open, person, otherPerson, emulator } = createStage()
    const client = open({ credentialProvider })
    const changes: SessionChange[] = []
    await login(client, credentialsOf(person))
    client.on('session', (change) => changes.push(change))
    emulator.expireSessions()
    expect((await errorOf(getUser(client, otherPerson.id))).code).toBe('session-expired')
    expect(client.getSession().status).toBe('reauth-required')
    expect(changes[0]).toMatchObject({ type: 'provider-expired', reason, user: { id: person.id } })
  })

  test('row 9: that hangs: the person is asked after 10 s, and it is told to stop (I5)', async () => {
    const { open, person, otherPerson, emulator } = createStage()
    const asked = Promise.withResolvers<AbortSignal>()
    const client = open({
      credentialProvider: ({ signal }) => {
        asked.resolve(signal)
        return new Promise(() => {})
      },
    })
    await login(client, credentialsOf(person))
    emulator.expireSessions()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const waiting = errorOf(getUser(client, otherPerson.id))
    const signal = await asked.promise
    await vi.advanceTimersByTimeAsync(10_000)
    expect((await waiting).code).toBe('session-expired')
    expect(signal.aborted).toBe(true)
    expect(client.getSession().status).toBe('reauth-required')
  })

  test('with the server out of reach keeps the user signed in, and tells the cause', async () => {
    const { open, person, otherPerson, emulator } = createStage()
    const client = open({ credentialProvider: () => credentialsOf(person) })
    await login(client, credentialsOf(person))
    emulator.expireSessions()
    emulator.faults.add({ kind: 'status', status: 503, path: '/login', times: 1 })
    expect((await errorOf(getUser(client, otherPerson.id))).code).toBe('server-error')
    expect(client.getSession().status).toBe('user')
    await expect(getUser(client, otherPerson.id)).resolves.toMatchObject({ id: otherPerson.id })
  })

  test('may give a session that a broker made', async () => {
    const { open, person, otherPerson, emulator } = createStage()
    const client = open({
      async credentialProvider(): Promise<SessionGrant> {
        const answer = await emulator.fetch('https://api.cubekit.test/session', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({
            application_id: 1,
            auth_key: emulator.keys.authKey,
            user: credentialsOf(person),
          }),
        })
        return (await answer.json()) as SessionGrant
      },
    })
    await login(client, credentialsOf(person))
    emulator.expireSessions()
    await expect(getUser(client, otherPerson.id)).resolves.toMatchObject({ id: otherPerson.id })
    expect(client.getSession()).toMatchObject({ status: 'user', user: { id: person.id } })
  })
})

describe('a guest', () => {
  test('row 7: whose session has lapsed is lost, and nobody takes the place (I8)', async () => {
    const { client, person, emulator, requests } = createStage()
    await loginAsGuest(client)
    emulator.expireSessions()
    const before = requests().length
    await errorOf(getUser(client, person.id))
    expect(client.getSession()).toMatchObject({ status: 'signed-out', endReason: 'guest-expired' })
    expect(created(requests().slice(before))).toBe(0)
  })

  test('row 66: of more than a day is lost even while the token still answers (I8)', async () => {
    const { client, person, emulator } = createStage()
    await loginAsGuest(client)
    for (let hour = 0; hour < 25; hour++) {
      emulator.clock.advance(60 * 60_000)
      await getUser(client, person.id).catch(() => {})
    }
    await expect
      .poll(() => client.getSession())
      .toMatchObject({
        status: 'signed-out',
        endReason: 'guest-expired',
      })
  })

  test('who only looks at the page keeps the session, by one request now and then', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const group = createTabGroup()
    const tab = group.open()
    const { open, emulator, requests } = createStage()
    const client = open({ tabs: tab })
    const stop = client.start()
    await loginAsGuest(client)
    const before = requests().length
    for (let minutes = 0; minutes < 6 * 60; minutes += 5) {
      emulator.clock.advance(5 * 60_000)
      await vi.advanceTimersByTimeAsync(5 * 60_000)
      await expect.poll(() => emulator.log.every(({ status }) => status !== null)).toBe(true)
    }
    expect(requests().slice(before)).toEqual(Array.from({ length: 4 }, () => 'GET /session'))
    expect(client.getSession().status).toBe('guest')
    tab.sleep()
    emulator.clock.advance(3 * 60 * 60_000)
    await vi.advanceTimersByTimeAsync(3 * 60 * 60_000)
    expect(requests().slice(before)).toHaveLength(4)
    stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('signing in', () => {
  test.each([401, 404, 422])(
    'row 10: a wrong password, answered by %i: one error, nothing changes, no second try (I4, I9)',
    async (status) => {
      const { client, person, emulator, requests } = createStage()
      const body = {
        errors: status === 422 ? ['Bad Authentication data. Unauthorized on remote side'] : ['Unauthorized'],
      }
      emulator.faults.add({ kind: 'status', status, path: '/login', body })
      const before = client.getSession()
      const error = await errorOf(login(client, { login: person.login, password: 'wrong' }))
      expect(error.code).toBe('invalid-credentials')
      expect(requests().filter((request) => request === 'POST /login')).toHaveLength(1)
      expect(client.getSession().status).toBe(before.status === 'loading' ? 'signed-out' : before.status)
    },
  )

  test('row 11: as somebody else ends the first session (I1, I2)', async () => {
    const { client, person, otherPerson, emulator } = createStage()
    await login(client, credentialsOf(person))
    const changes: string[] = []
    client.on('session', ({ type, reason, user }) => changes.push(`${type} ${reason} ${user?.id ?? ''}`))
    const before = client.scope()
    await login(client, credentialsOf(otherPerson))
    expect(client.scope().epoch).toBe(before.epoch + 1)
    expect(changes).toEqual([`deleted replaced ${person.id}`, `updated signed-in ${otherPerson.id}`])
    await expect
      .poll(() => emulator.db.sessions.list().map((session) => session.userId))
      .toEqual([otherPerson.id])
  })

  test('row 16: a sign-up whose answer is lost makes one account, and the person is in (I4)', async () => {
    const { client, emulator, requests } = createStage()
    emulator.faults.add({ kind: 'dropAfterCommit', method: 'POST', path: '/users', times: 1 })
    const user = await signUp(client, { login: 'newcomer', password: 'a long password' })
    expect(user.login).toBe('newcomer')
    expect(client.getSession()).toMatchObject({ status: 'user', user: { id: user.id } })
    expect(requests().filter((request) => request === 'POST /users')).toHaveLength(1)
    expect(requests().filter((request) => request === 'POST /login')).toHaveLength(1)
  })

  test('row 16: one that never arrived says so, and makes none (I4)', async () => {
    const { client, emulator } = createStage()
    emulator.faults.add({ kind: 'offline', method: 'POST', path: '/users', times: 1 })
    const signingUp = signUp(client, { login: 'newcomer', password: 'a long password' })
    expect((await errorOf(signingUp)).code).toBe('unreachable')
    expect(client.getSession().status).toBe('signed-out')
  })

  test('a sign-up with a login that is taken names the field', async () => {
    const { client, person } = createStage()
    const error = await errorOf(signUp(client, { login: person.login, password: 'a long password' }))
    expect(error).toMatchObject({ code: 'validation', fields: { login: ['must be unique'] } })
  })
})

describe('signing out', () => {
  test('row 12: with the server down is done here at once, and nothing is kept for later (I2, I9)', async () => {
    const stage = createStage()
    const { client, open, person, emulator } = stage
    await login(client, credentialsOf(person))
    emulator.faults.add({ kind: 'hang' })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const ending = logout(client)
    expect(client.getSession().status).toBe('signed-out')
    await vi.advanceTimersByTimeAsync(5000)
    expect(await ending).toEqual({ server: 'unconfirmed', durable: true })
    const reloaded = open()
    await reloaded.ready()
    expect(reloaded.getSession()).toMatchObject({ status: 'signed-out', endReason: 'logged-out' })
  })

  test('row 14: while a renewal is under way wins, and the renewed session is ended (I2)', async () => {
    const { open, person, otherPerson, hold, emulator } = createStage()
    const client = open({ credentialProvider: () => credentialsOf(person) })
    await login(client, credentialsOf(person))
    emulator.expireSessions()
    const held = hold('/login')
    const reading = errorOf(getUser(client, otherPerson.id))
    await held.arrived
    await logout(client)
    held.release()
    expect((await reading).code).toBe('session-changed')
    expect(client.getSession().status).toBe('signed-out')
    await expect.poll(() => emulator.db.sessions.list()).toEqual([])
  })

  test('row 15: by deleting the account, the session ends as by a logout, with its reason (I1, I2)', async () => {
    const { client, open, person, emulator } = createStage()
    await login(client, credentialsOf(person))
    const deleting = deleteUser(client)
    await deleting
    expect(client.getSession()).toMatchObject({ status: 'signed-out', endReason: 'account-deleted' })
    expect(emulator.db.users.get(person.id)).toBeUndefined()
    const reloaded = open()
    await reloaded.ready()
    expect(reloaded.getSession()).toMatchObject({ status: 'signed-out', endReason: 'account-deleted' })
  })

  test('row 15: an account that the server does not delete keeps its session', async () => {
    const { client, person, emulator } = createStage()
    await login(client, credentialsOf(person))
    emulator.faults.add({ kind: 'status', status: 500, method: 'DELETE', path: '/users' })
    expect((await errorOf(deleteUser(client))).code).toBe('server-error')
    expect(client.getSession().status).toBe('user')
  })

  test('row 15: destroying the session ends the application’s too', async () => {
    const { client, person, emulator } = createStage()
    await getUser(client, person.id)
    await login(client, credentialsOf(person))
    expect(await destroySession(client)).toEqual({ server: 'revoked', durable: true })
    expect(emulator.db.sessions.list()).toEqual([])
  })
})

test.each([
  { session: { id: 1, application_id: 1, user_id: 5 } },
  { session: { id: 1, application_id: 1, user_id: 'five', token: 't' } },
  { session: { id: 1, application_id: 1, user_id: {}, token: 't' } },
  { session: { id: 1, application_id: 1, user_id: null, token: { t: 1 } } },
  { session: [] },
])('row 18: a new session of the wrong shape is no session, and nothing is stored: %j (I6)', async (body) => {
  const { open, person, emulator } = createStage()
  const client = open({
    fetch: (input, init) =>
      new URL(new Request(input, init).url).pathname === '/session'
        ? Promise.resolve(Response.json(body, { status: 201 }))
        : emulator.fetch(input, init),
  })
  expect((await errorOf(getUser(client, person.id))).code).toBe('protocol')
  expect((await errorOf(loginAsGuest(client))).code).toBe('protocol')
  const reloaded = open()
  await reloaded.ready()
  expect(reloaded.getSession()).toMatchObject({ status: 'signed-out', endReason: null })
})
