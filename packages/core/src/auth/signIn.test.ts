import { createStage, errorOf } from '@cubekit/testing'
import { describe, expect, test } from 'vitest'
import {
  createSession,
  destroySession,
  getSession,
  getUser,
  localSigner,
  login,
  loginAsGuest,
  logout,
  memoryStorage,
  prepareLogin,
} from '../index.ts'

const credentialsOf = ({ login, password }: { login: string; password: string }) => ({ login, password })

describe('login', () => {
  test('signs a person in by login, on a session that nobody used before', async () => {
    const { client, person, requests } = createStage({ emulator: { signatures: 'require' } })
    const user = await login(client, credentialsOf(person))
    expect(user).toMatchObject({ id: person.id, login: person.login, full_name: person.full_name })
    expect(client.getSession()).toMatchObject({ status: 'user', user: { id: person.id }, endReason: null })
    expect(requests()).toEqual(['POST /session', 'POST /login'])
  })

  test('signs a person in by e-mail address', async () => {
    const { client, person } = createStage()
    const { email, password } = person
    await expect(login(client, { email, password })).resolves.toMatchObject({ id: person.id })
  })

  test('costs one request when the person was seen typing', async () => {
    const { client, person, emulator, requests } = createStage()
    await Promise.all([prepareLogin(client), prepareLogin(client)])
    expect(requests()).toEqual(['POST /session'])
    await login(client, credentialsOf(person))
    expect(requests()).toEqual(['POST /session', 'POST /login'])
    expect(emulator.db.sessions.list()).toHaveLength(1)
  })

  test('a prepared session that has lapsed costs nothing but a request', async () => {
    const { client, person, emulator } = createStage()
    await prepareLogin(client)
    emulator.expireSessions()
    await expect(login(client, credentialsOf(person))).resolves.toMatchObject({ id: person.id })
  })

  test('a server that refuses fresh sessions: an error each time, never a loop, nothing kept', async () => {
    const { client, person, emulator, requests } = createStage()
    const recover = emulator.faults.add({ kind: 'rejectFreshTokens' })
    for (let attempt = 1; attempt <= 3; attempt++) {
      expect((await errorOf(login(client, credentialsOf(person)))).code).toBe('session-expired')
      expect(requests().filter((request) => request === 'POST /login')).toHaveLength(attempt)
    }
    recover()
    await expect(login(client, credentialsOf(person))).resolves.toMatchObject({ id: person.id })
  })

  test('preparing never fails', async () => {
    const { client, emulator, person } = createStage()
    const recover = emulator.faults.add({ kind: 'offline' })
    await expect(prepareLogin(client)).resolves.toBeUndefined()
    recover()
    await expect(login(client, credentialsOf(person))).resolves.toMatchObject({ id: person.id })
  })

  test.each(['wrong password', 'unknown login'])('%s: the same error, and nothing changes', async (what) => {
    const { client, person, emulator, requests } = createStage({ emulator: { autoCreateUsers: true } })
    const users = emulator.db.users.size
    const wrong = what === 'wrong password' ? person.login : 'nobody-of-that-name'
    const error = await errorOf(login(client, { login: wrong, password: 'not-the-password' }))
    expect(error).toMatchObject({ code: 'invalid-credentials', fields: {} })
    expect(client.getSession()).toMatchObject({ status: 'signed-out' })
    expect(emulator.db.users.size).toBe(users)

    // The second attempt reuses the session of the first.
    await login(client, credentialsOf(person))
    expect(requests()).toEqual(['POST /session', 'POST /login', 'POST /login'])
  })

  test.each([
    [{ login: '', password: 'x' }, ['login']],
    [{ email: 'a@b.cc', password: '' }, ['password']],
    [{ login: '', password: '' }, ['login', 'password']],
  ])('names the empty fields, without a request: %o', async (credentials, fields) => {
    const { client, requests } = createStage()
    const error = await errorOf(login(client, credentials))
    expect(error.code).toBe('validation')
    expect(Object.keys(error.fields)).toEqual(fields)
    expect(requests()).toEqual([])
  })

  test('a login of 300 characters is refused as any other wrong one', async () => {
    const { client } = createStage()
    const error = await errorOf(login(client, { login: 'x'.repeat(300), password: 'whatever' }))
    expect(['invalid-credentials', 'validation']).toContain(error.code)
    expect(client.getSession().status).toBe('signed-out')
  })

  test.each(['p&=+% ß🙂"\\', 'a&b=c+d%e f', 'пароль🙂', ' leading and trailing '])(
    'any character may be in a password: %s',
    async (password) => {
      const { client, open } = createStage({
        emulator: { signatures: 'require', users: [person1(password), person1('12345678', 'other')] },
      })
      await expect(login(client, { login: 'ada', password })).resolves.toMatchObject({ login: 'ada' })
      await expect(createSession(open(), { login: 'ada', password })).resolves.toMatchObject({
        user: { login: 'ada' },
      })
    },
  )

  test('signs in somebody else only once that has worked', async () => {
    const { client, person, otherPerson, emulator } = createStage()
    await login(client, credentialsOf(person))
    await errorOf(login(client, { login: otherPerson.login, password: 'wrong' }))
    expect(client.getSession().user?.id).toBe(person.id)

    await login(client, credentialsOf(otherPerson))
    expect(client.getSession().user?.id).toBe(otherPerson.id)
    await expect
      .poll(() => emulator.db.sessions.list().filter(({ userId }) => userId === person.id))
      .toEqual([])
  })

  test('row 13: a logout meanwhile wins, and its session is ended (I2)', async () => {
    const { client, person, emulator, hold, requests } = createStage()
    const held = hold('/login')
    const signingIn = errorOf(login(client, credentialsOf(person)))
    await held.arrived
    await logout(client)
    held.release()
    expect((await signingIn).code).toBe('superseded')
    expect(client.getSession().status).toBe('signed-out')
    await expect.poll(() => emulator.db.sessions.list()).toEqual([])
    expect(requests().filter((request) => request === 'DELETE /session')).toHaveLength(1)
  })

  test.each(['login', 'createSession'])('a logout while %s is being stored wins', async (how) => {
    const { open, person, emulator } = createStage()
    const memory = memoryStorage()
    const written = Promise.withResolvers<void>()
    const told = Promise.withResolvers<void>()
    const client = open({
      storage: {
        ...memory,
        async update(key, decide) {
          await memory.update(key, decide)
          written.resolve()
          await told.promise
        },
      },
    })
    const signIn = how === 'login' ? login : createSession
    const signingIn = errorOf(signIn(client, credentialsOf(person)))
    await written.promise
    const ending = logout(client)
    told.resolve()
    expect((await signingIn).code).toBe('superseded')
    await ending
    expect(client.getSession().status).toBe('signed-out')
    await expect.poll(() => emulator.db.sessions.list()).toEqual([])
  })

  test('of two at once, one wins and the other is told', async () => {
    const { client, person, otherPerson } = createStage()
    const outcomes = await Promise.allSettled([
      login(client, credentialsOf(person)),
      login(client, credentialsOf(otherPerson)),
    ])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const winner = outcomes.find((outcome) => outcome.status === 'fulfilled')
    expect(client.getSession().user).toEqual(winner?.value)
  })

  test('wrong auth key, wrong secret: the application is refused, not the person', async () => {
    const { open, person, emulator } = createStage({ emulator: { signatures: 'require' } })
    const { keys } = emulator
    const wrongKey = open({ signer: localSigner({ ...keys, authKey: 'wrong' }) })
    const wrongSecret = open({ signer: localSigner({ ...keys, authSecret: 'wrong' }) })
    expect((await errorOf(login(wrongKey, credentialsOf(person)))).code).toBe('app-rejected')
    expect((await errorOf(login(wrongSecret, credentialsOf(person)))).code).toBe('signature-rejected')
  })

  test.each([-2, 2])('a clock that is %i hours off is corrected by the server’s Date', async (hours) => {
    const { open, person, emulator, requests } = createStage({ emulator: { signatures: 'require' } })
    const client = open({ now: () => emulator.clock.now() + hours * 3_600_000 })
    await login(client, credentialsOf(person))
    expect(requests()).toEqual(['POST /session', 'POST /session', 'POST /login'])
    // Its own end of the session is by its own clock.
    const { expiresAt } = client.getSession()
    const left = Number(expiresAt) - (emulator.clock.now() + hours * 3_600_000)
    expect(left / 60_000).toBeCloseTo(120, 0)
  })

  test('a wrong clock and no readable Date: said so, once', async () => {
    const { open, person, emulator, requests } = createStage({ emulator: { signatures: 'require' } })
    const client = open({
      now: () => emulator.clock.now() + 2 * 3_600_000,
      fetch: async (input, init) => {
        const answer = await emulator.fetch(new Request(input, init))
        const headers = new Headers(answer.headers)
        headers.delete('Date')
        return new Response(answer.body, { status: answer.status, headers })
      },
    })
    expect((await errorOf(login(client, credentialsOf(person)))).code).toBe('clock-skew')
    expect(requests()).toEqual(['POST /session'])
  })
})

describe('createSession', () => {
  test('without credentials: an application session', async () => {
    const { client } = createStage()
    const session = await createSession(client)
    expect(session).toMatchObject({ application_id: client.appId, user_id: null, user: null })
    expect(session).not.toHaveProperty('token')
    expect(client.getSession().status).toBe('signed-out')
  })

  test('with credentials: signed in by one request', async () => {
    const { client, person, requests } = createStage({ emulator: { signatures: 'require' } })
    const session = await createSession(client, credentialsOf(person))
    expect(session).toMatchObject({ user_id: person.id, user: { id: person.id } })
    expect(client.getSession()).toMatchObject({ status: 'user', user: { id: person.id } })
    expect(requests()).toEqual(['POST /session'])
  })

  test('replaces the application session that was in use', async () => {
    const { client, emulator } = createStage()
    const first = await createSession(client)
    const second = await createSession(client)
    await expect.poll(() => emulator.db.sessions.list().map(({ id }) => id)).toEqual([second.id])
    expect(first.id).not.toBe(second.id)
  })
})

describe('loginAsGuest', () => {
  test.each([['Olof Shodger'], ['Ольга 🌷'], [undefined]])('signs a guest in: %s', async (full_name) => {
    const { client } = createStage({ emulator: { signatures: 'require' } })
    const guest = await loginAsGuest(client, full_name === undefined ? {} : { full_name })
    expect(guest).toMatchObject({ is_guest: true, full_name: full_name ?? null })
    expect(client.getSession()).toMatchObject({ status: 'guest', user: { id: guest.id } })
  })
})

describe('getSession', () => {
  test('tells about the session and shows what changed about the user', async () => {
    const { client, person } = createStage()
    await login(client, credentialsOf(person))
    const before = client.getSession().user
    const session = await getSession(client)
    expect(session).toMatchObject({ user_id: person.id, application_id: client.appId })
    expect(JSON.stringify(session)).not.toMatch(/token/i)
    // Nothing has changed, so nobody renders.
    expect(before).toMatchObject({ id: person.id })
  })

  test('opens an application session when there is none', async () => {
    const { client, requests } = createStage()
    await expect(getSession(client)).resolves.toMatchObject({ user_id: null })
    expect(requests()).toEqual(['POST /session', 'GET /session'])
  })
})

describe('logout', () => {
  test('ends the session here before anything is awaited, then on the server', async () => {
    const { client, person, emulator } = createStage()
    await login(client, credentialsOf(person))
    const ending = logout(client)
    expect(client.getSession()).toMatchObject({ status: 'signed-out', user: null, endReason: 'logged-out' })
    expect(await ending).toEqual({ server: 'revoked', durable: true })
    expect(emulator.db.sessions.list()).toEqual([])
  })

  test.each([{ kind: 'offline' }, { kind: 'status', status: 500 }, { kind: 'html200' }] as const)(
    'never fails, but says when the server did not confirm: %o',
    async (fault) => {
      const { client, person, emulator, open } = createStage()
      await login(client, credentialsOf(person))
      emulator.faults.add(fault)
      expect(await logout(client)).toEqual({ server: 'unconfirmed', durable: true })
      const reloaded = open()
      await reloaded.ready()
      expect(reloaded.getSession()).toMatchObject({ status: 'signed-out', user: null })
    },
  )

  test('a session that has already ended on the server counts as revoked', async () => {
    const { client, person, emulator } = createStage()
    await login(client, credentialsOf(person))
    emulator.expireSessions()
    expect(await logout(client)).toEqual({ server: 'revoked', durable: true })
  })

  test('before the stored session was read: stays out', async () => {
    const { client, person, open } = createStage()
    await login(client, credentialsOf(person))
    const reloaded = open()
    const ending = logout(reloaded)
    expect(reloaded.getSession().status).toBe('signed-out')
    await ending
    expect(reloaded.getSession().status).toBe('signed-out')
    const again = open()
    await again.ready()
    expect(again.getSession().status).toBe('signed-out')
  })

  test('while the stored session is being read: nobody is ever shown', async () => {
    const { client, person, otherPerson, open } = createStage()
    await login(client, credentialsOf(otherPerson))
    await login(client, credentialsOf(person))
    const reloaded = open()
    const shown: (number | undefined)[] = []
    reloaded.subscribe(() => shown.push(reloaded.getSession().user?.id))
    void reloaded.ready()
    await logout(reloaded)
    await reloaded.ready()
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.every((id) => id === undefined)).toBe(true)
  })

  test('signed out and in again at once works', async () => {
    const { client, person } = createStage()
    await login(client, credentialsOf(person))
    void logout(client)
    await expect(login(client, credentialsOf(person))).resolves.toMatchObject({ id: person.id })
    expect(client.getSession().status).toBe('user')
  })
})

describe('destroySession', () => {
  test('ends the application session too', async () => {
    const { client, person, emulator, requests } = createStage()
    await getUser(client, person.id)
    await login(client, credentialsOf(person))
    expect(emulator.db.sessions.list()).toHaveLength(2)
    expect(await destroySession(client)).toEqual({ server: 'revoked', durable: true })
    expect(emulator.db.sessions.list()).toEqual([])
    expect(requests().filter((request) => request === 'DELETE /session')).toHaveLength(2)
  })
})

function person1(password: string, login = 'ada') {
  return { login, password, email: `${login}@example.com`, full_name: 'Ada' }
}

test('of a form with both a login and an email, what is filled in counts', async () => {
  const { client, person } = createStage()
  const { email, password } = person
  await expect(login(client, { login: '', email, password })).resolves.toMatchObject({ id: person.id })
  const error = await errorOf(login(client, { login: '', password }))
  expect(Object.keys(error.fields)).toEqual(['login'])
})
