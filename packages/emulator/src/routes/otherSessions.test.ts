import { describe, expect, it } from 'vitest'
import { at, setUp, tokenIn } from '../../test/api.ts'

const noSession = { errors: { base: ['Required session does not exist'] } }
const needUser = { errors: { base: ['Forbidden. Need user.'] } }

describe('GET /session/list', () => {
  it('tells the user’s own sessions, without tokens', async () => {
    const { emulator, api } = setUp()
    const own = await api.userToken(0)
    await api.userToken(1)
    await api.appToken()
    emulator.clock.advance(60_000)
    const person = emulator.people[0]!
    const response = await emulator.fetch('/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'User-Agent': 'My phone' },
      body: JSON.stringify({
        application_id: 1,
        auth_key: emulator.keys.authKey,
        user: { login: person.login, password: person.password },
      }),
    })
    expect(response.status).toBe(201)
    const { status, body } = await api.get('/session/list', own)
    expect(status).toBe(200)
    expect(body).toEqual({
      sessions: [
        expect.objectContaining({ id: 500_001, last_activity: '2026-01-15T12:00:00.000Z' }),
        {
          id: 500_004,
          ip: '127.0.0.1',
          location: null,
          user_agent: 'My phone',
          last_activity: '2026-01-15T12:01:00.000Z',
        },
      ],
    })
    expect(JSON.stringify(body)).not.toMatch(/[0-9A-F]{36}|token/i)
  })

  it('needs a user', async () => {
    const { api } = setUp()
    expect(await api.get('/session/list', await api.appToken())).toMatchObject({
      status: 403,
      body: needUser,
    })
  })
})

describe('DELETE /session/{id}', () => {
  it('ends another session of the user', async () => {
    const { api } = setUp()
    const other = await api.session()
    const login = await api.userToken()
    const phone = await api.userToken()
    const id = at((await api.get('/session', phone)).body, 'session', 'id')
    expect((await api.delete(`/session/${String(id)}`, login)).status).toBe(200)
    expect(await api.get('/session', phone)).toMatchObject({ status: 401, body: noSession })
    expect((await api.get('/session', login)).status).toBe(200)
    expect((await api.get('/session', tokenIn(other))).status).toBe(200)
  })

  it('ends the session it is asked with', async () => {
    const { api } = setUp()
    for (const token of [await api.appToken(), await api.userToken()]) {
      const id = at((await api.get('/session', token)).body, 'session', 'id')
      const { status, headers } = await api.delete(`/session/${String(id)}`, token)
      expect([status, headers.get('CB-Token-ExpirationDate')]).toEqual([200, null])
      expect((await api.get('/session', token)).status).toBe(401)
    }
  })

  it('does not end anybody else’s', async () => {
    const { emulator, api } = setUp()
    const [mine, theirs, application] = [await api.userToken(0), await api.userToken(1), await api.appToken()]
    for (const [token, id] of [
      [mine, 500_002],
      [mine, 500_003],
      [application, 500_001],
      [mine, 999_999],
    ] as const) {
      expect((await api.delete(`/session/${id}`, token)).status).toBe(404)
    }
    expect(emulator.db.sessions.list()).toHaveLength(3)
    expect((await api.get('/session', theirs)).status).toBe(200)
  })
})

describe('DELETE /session/list', () => {
  it('ends all of the user’s sessions but the one that is asked with', async () => {
    const { emulator, api } = setUp()
    await api.userToken(0)
    const own = await api.userToken(0)
    await api.userToken(0)
    await api.userToken(1)
    await api.appToken()
    expect((await api.delete('/session/list.json', own)).status).toBe(200)
    expect(emulator.db.sessions.list().map(({ id }) => id)).toEqual([500_002, 500_004, 500_005])
    expect((await api.get('/session', own)).status).toBe(200)
  })

  it('needs a user', async () => {
    const { api } = setUp()
    expect(await api.delete('/session/list', await api.appToken())).toMatchObject({ status: 403 })
  })
})

describe('newestSessionOnly', () => {
  it('ends a user’s session when they sign in elsewhere, by either way', async () => {
    const { emulator, api } = setUp({ newestSessionOnly: true })
    const { login, password } = emulator.people[0]!
    const [first, stranger, application] = [
      await api.userToken(0),
      await api.userToken(1),
      await api.appToken(),
    ]
    const second = await api.userToken(0)
    expect(await api.get('/session', first)).toMatchObject({ status: 401, body: noSession })
    expect((await api.post('/login', { login, password }, application)).status).toBe(200)
    expect((await api.get('/session', second)).status).toBe(401)
    for (const token of [application, stranger]) expect((await api.get('/session', token)).status).toBe(200)
  })
})

describe('sessionLimit', () => {
  it('ends the session used longest ago', async () => {
    const { emulator, api } = setUp({ sessionLimit: 2 })
    const first = await api.userToken()
    emulator.clock.advance(1000)
    const second = await api.userToken()
    emulator.clock.advance(1000)
    await api.get('/session', first)
    const third = await api.userToken()
    const alive = await Promise.all([first, second, third].map((token) => api.get('/session', token)))
    expect(alive.map(({ status }) => status)).toEqual([200, 401, 200])
  })

  it('is a whole number, 1 or more', () => {
    for (const sessionLimit of [0, -1, 1.5, Number.NaN])
      expect(() => setUp({ sessionLimit })).toThrow(RangeError)
  })
})

it('a logout counts, though another request of the same session is being answered', async () => {
  const { emulator, api } = setUp()
  const token = await api.userToken()
  await Promise.all([api.get('/session', token), api.delete('/login', token), api.get('/session', token)])
  expect(emulator.db.sessions.list()).toMatchObject([{ userId: null }])
})
