import { describe, expect, it } from 'vitest'
import { at, setUp, tokenIn } from '../../test/api.ts'

const MINUTE = 60_000
const noSession = [401, { errors: { base: ['Required session does not exist'] } }]

describe('a session', () => {
  it('is told by GET /session, with its user', async () => {
    const { emulator, api } = setUp()
    const token = await api.userToken()
    const { status, body } = await api.get('/session.json', token)
    expect(status).toBe(200)
    expect(at(body, 'session')).toMatchObject({ token, user: { id: emulator.people[0]!.id } })
  })

  it('is told by GET /session without a user when it is the application’s', async () => {
    const { api } = setUp()
    const { body } = await api.get('/session', await api.appToken())
    expect(at(body, 'session')).toMatchObject({ user_id: null })
    expect(at(body, 'session')).not.toHaveProperty('user')
  })

  it('is ended by DELETE /session', async () => {
    const { api } = setUp()
    const token = await api.appToken()
    const { status, body, headers } = await api.delete('/session', token)
    expect([status, body]).toEqual([200, ''])
    expect(headers.get('CB-Token-ExpirationDate')).toBeNull()
    const after = await api.get('/session', token)
    expect([after.status, after.body]).toEqual(noSession)
  })

  it('is needed: no token, an empty one, an unknown one', async () => {
    const { api } = setUp()
    for (const token of [undefined, '', '  ']) {
      const { status, body } = await api.get('/session', token)
      expect([status, body]).toEqual([401, { errors: ['Token is required'] }])
    }
    const unknown = await api.get('/session', 'F'.repeat(36))
    expect([unknown.status, unknown.body]).toEqual(noSession)
  })

  it('lives two hours after its last successful request', async () => {
    const { emulator, api } = setUp()
    const token = await api.appToken()
    emulator.clock.advance(119 * MINUTE)
    const { headers } = await api.get('/session', token)
    expect(headers.get('CB-Token-ExpirationDate')).toBe('2026-01-15 15:59:00 UTC')
    emulator.clock.advance(119 * MINUTE)
    expect((await api.get('/session', token)).status).toBe(200)
    emulator.clock.advance(120 * MINUTE)
    const dead = await api.get('/session', token)
    expect([dead.status, dead.body]).toEqual(noSession)
    expect(emulator.db.sessions.list()).toEqual([])
  })

  it('is not prolonged by a request that fails, whose answer tells the old expiry', async () => {
    const { emulator, api } = setUp()
    const token = await api.appToken()
    emulator.clock.advance(60 * MINUTE)
    const { status, headers } = await api.get('/users/v2?login[start_with]=vip', token)
    expect(status).toBe(422)
    expect(headers.get('CB-Token-ExpirationDate')).toBe('2026-01-15 14:00:00 UTC')
    emulator.clock.advance(60 * MINUTE)
    expect((await api.get('/session', token)).status).toBe(401)
  })

  it('marks its user as seen', async () => {
    const { emulator, api } = setUp()
    const token = await api.userToken()
    emulator.clock.advance(5 * MINUTE)
    await api.get('/session', token)
    expect(emulator.db.users.get(emulator.people[0]!.id)?.last_request_at).toBe('2026-01-15T12:05:00Z')
  })

  it('of a guest ends with the guest, a day after it came', async () => {
    const { emulator, api } = setUp()
    const reply = await api.session({ user: { guest: '1', full_name: 'Olof' } })
    const token = tokenIn(reply)
    const id = Number(at(reply.body, 'session', 'user_id'))
    for (let hour = 1; hour < 24; hour++) {
      emulator.clock.advance(60 * MINUTE)
      expect((await api.get('/session', token)).status).toBe(200)
    }
    const { headers } = await api.get('/session', token)
    expect(headers.get('CB-Token-ExpirationDate')).toBe('2026-01-16 12:00:00 UTC')
    emulator.clock.advance(60 * MINUTE)
    expect((await api.get('/session', token)).status).toBe(401)
    expect((await api.get(`/users/${id}`, await api.appToken())).status).toBe(404)
  })

  it('can be ended from outside, one user’s or all', async () => {
    const { emulator, api } = setUp()
    const [first, second, app] = [await api.userToken(0), await api.userToken(1), await api.appToken()]
    emulator.expireSessions({ userId: emulator.people[0]!.id })
    expect((await api.get('/session', first)).status).toBe(401)
    expect((await api.get('/session', second)).status).toBe(200)
    emulator.expireSessions()
    expect((await api.get('/session', second)).status).toBe(401)
    expect((await api.get('/session', app)).status).toBe(401)
  })
})

describe('POST /login', () => {
  it('turns the session into the user’s and keeps the token', async () => {
    const { emulator, api } = setUp()
    const token = await api.appToken()
    const { id, login, password } = emulator.people[2]!
    const { status, body } = await api.post('/login', { login, password }, token)
    expect([status, at(body, 'user', 'id')]).toEqual([200, id])
    expect(at((await api.get('/session', token)).body, 'session', 'user_id')).toBe(id)
  })

  it('signs somebody else in on the same token', async () => {
    const { emulator, api } = setUp()
    const token = await api.userToken(0)
    const { id, email, password } = emulator.people[1]!
    await api.post('/login.json', { email, password }, token)
    expect(at((await api.get('/session', token)).body, 'session', 'user', 'id')).toBe(id)
  })

  it.each([
    [{ login: 'somebody' }, 422, { errors: { password: ['cannot be blank'] } }],
    [{ password: 'x' }, 422, { errors: ["Both user login and email can't be blank"] }],
    [{ login: 'nobody-at-all', password: 'password' }, 404, { errors: ['User not found'] }],
    [{ provider: 'myspace' }, 422, { errors: [expect.stringContaining('Unknown provider')] }],
  ])('refuses %j', async (credentials, status, body) => {
    const { emulator, api } = setUp()
    const reply = await api.post('/login', credentials, await api.appToken())
    expect([reply.status, reply.body]).toEqual([status, body])
    expect(emulator.db.users.size).toBe(10)
  })

  it('refuses a wrong password and leaves the session as it was', async () => {
    const { emulator, api } = setUp()
    const token = await api.appToken()
    const { status, body } = await api.post(
      '/login',
      { login: emulator.people[0]!.login, password: 'nope' },
      token,
    )
    expect([status, body]).toEqual([401, { errors: ['Invalid password'] }])
    expect(at((await api.get('/session', token)).body, 'session', 'user_id')).toBeNull()
  })

  it('needs a session', async () => {
    const { emulator, api } = setUp()
    const { login, password } = emulator.people[0]!
    expect((await api.post('/login', { login, password })).body).toEqual({ errors: ['Token is required'] })
  })
})

describe('DELETE /login', () => {
  it('turns the session back into the application’s', async () => {
    const { api } = setUp()
    const token = await api.userToken()
    expect((await api.delete('/login', token)).status).toBe(200)
    expect(at((await api.get('/session', token)).body, 'session', 'user_id')).toBeNull()
  })

  it('is a write, which an application session may not do', async () => {
    const { api } = setUp()
    const { status, body } = await api.delete('/login', await api.appToken())
    expect([status, body]).toEqual([403, { errors: { base: ['Forbidden. Need user.'] } }])
  })
})
