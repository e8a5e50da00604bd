import { describe, expect, it } from 'vitest'
import { at, setUp, tokenIn } from '../../test/api.ts'

describe('POST /session', () => {
  it('makes an application session in the shape of a real answer', async () => {
    const { api } = setUp()
    const { status, headers, body } = await api.session({ nonce: '4214611091', timestamp: '1544010993' })
    expect(status).toBe(201)
    expect(body).toEqual({
      session: {
        id: expect.any(Number),
        user_id: null,
        device_id: null,
        application_id: 1,
        token: expect.stringMatching(/^[0-9A-F]{36}$/),
        nonce: 4214611091,
        ts: 1544010993,
        created_at: '2026-01-15T12:00:00.000Z',
        updated_at: '2026-01-15T12:00:00.000Z',
      },
    })
    expect(headers.get('CB-Token-ExpirationDate')).toBe('2026-01-15 14:00:00 UTC')
    expect(headers.get('Date')).toBe('Thu, 15 Jan 2026 12:00:00 GMT')
    expect(headers.get('Access-Control-Expose-Headers')).toBe('CB-Token-ExpirationDate, Date')
    expect(headers.get('Access-Control-Allow-Origin')).toBe('*')
  })

  it('leaves the nonce out and tells its own time when the request has neither', async () => {
    const { api } = setUp()
    const { body } = await api.session()
    expect(at(body, 'session')).not.toHaveProperty('nonce')
    expect(at(body, 'session', 'ts')).toBe(Date.UTC(2026, 0, 15, 12) / 1000)
  })

  it.each(['1e309', 'soon', 0, null])('tells its own time instead of the timestamp %j', async (timestamp) => {
    const { body } = await setUp().api.session({ timestamp })
    expect(at(body, 'session', 'ts')).toBe(Date.UTC(2026, 0, 15, 12) / 1000)
  })

  it.each(['login', 'email'] as const)('signs a person in by %s', async (field) => {
    const { emulator, api } = setUp()
    const person = emulator.people[1]!
    const { status, body } = await api.session({
      user: { [field]: person[field], password: person.password },
    })
    expect(status).toBe(201)
    expect(at(body, 'session', 'user_id')).toBe(person.id)
    expect(at(body, 'session', 'user')).toMatchObject({ id: person.id, login: person.login, is_guest: null })
  })

  it('compares e-mail addresses without regard to case, and logins exactly', async () => {
    const { emulator, api } = setUp({ autoCreateUsers: false })
    const { login, email, password } = emulator.people[0]!
    expect((await api.session({ user: { email: email.toUpperCase(), password } })).status).toBe(201)
    expect((await api.session({ user: { login: login.toUpperCase(), password } })).status).toBe(404)
  })

  it('lets the login win over the e-mail', async () => {
    const { emulator, api } = setUp()
    const [first, second] = emulator.people
    const user = { login: first!.login, email: second!.email, password: first!.password }
    expect(at((await api.session({ user })).body, 'session', 'user_id')).toBe(first!.id)
  })

  it('takes passwords of any characters', async () => {
    const password = 'pä&=+% ß🙂"\\'
    const { api } = setUp({ users: [{ login: 'übër & = + % 🙂', password }] })
    const answer = await api.session({ user: { login: 'übër & = + % 🙂', password } })
    expect(answer.status).toBe(201)
    expect((await api.session({ user: { login: 'übër & = + % 🙂', password: `${password} ` } })).status).toBe(
      401,
    )
  })

  it('refuses a wrong password', async () => {
    const { emulator, api } = setUp()
    const { status, body, headers } = await api.session({
      user: { login: emulator.people[0]!.login, password: 'wrong-password' },
    })
    expect([status, body]).toEqual([401, { errors: ['Invalid password'] }])
    expect(headers.get('CB-Token-ExpirationDate')).toBeNull()
  })

  it('creates unknown users, who can come back with their password only', async () => {
    const { emulator, api } = setUp()
    const user = { email: 'new@example.com', password: 'first-password' }
    const first = await api.session({ user })
    expect(first.status).toBe(201)
    expect(at(first.body, 'session', 'user', 'email')).toBe('new@example.com')
    expect(emulator.db.users.findByEmail('NEW@example.com')).toBeDefined()
    expect((await api.session({ user: { ...user, password: 'other-password' } })).status).toBe(401)
    expect(at((await api.session({ user })).body, 'session', 'user_id')).toBe(
      at(first.body, 'session', 'user_id'),
    )
  })

  it('answers 404 for unknown users where the application denies creating them', async () => {
    const { emulator, api } = setUp({ autoCreateUsers: false })
    const { status, body } = await api.session({ user: { login: 'nobody', password: 'whatever' } })
    expect([status, body]).toEqual([404, { errors: ['User not found'] }])
    expect(emulator.db.users.size).toBe(10)
  })

  it.each([
    [{ login: 'x'.repeat(300), password: 'password' }, { login: ['is too long (maximum is 70 characters)'] }],
    [{ login: 'ab', password: 'password' }, { login: ['is too short (minimum is 3 characters)'] }],
    [{ login: 'somebody', password: '12345' }, { password: ['is too short (minimum is 6 characters)'] }],
    [{ login: 'somebody' }, { password: ['cannot be blank'] }],
    [{ email: 'not an address', password: 'password' }, { email: ['should be an e-mail address'] }],
    [{ login: '', password: '' }, ["Both user login and email can't be blank"]],
    [{ full_name: 'No One' }, ["Both user login and email can't be blank"]],
  ])('refuses to create %j', async (user, errors) => {
    const { api } = setUp()
    const { status, body } = await api.session({ user })
    expect([status, body]).toEqual([422, { errors }])
  })

  it.each(['1', 'true', true])('makes a guest for guest: %j', async (guest) => {
    const { api } = setUp()
    const { status, body } = await api.session({
      user: { guest, full_name: 'Olof Shodger', login: 'ignored', anything: 'else' },
    })
    expect(status).toBe(201)
    expect(at(body, 'session', 'user')).toMatchObject({
      login: expect.stringMatching(/^guest_login_[0-9A-F]{36}$/),
      full_name: 'Olof Shodger',
      is_guest: true,
      phone: '',
    })
  })

  it('gives an application session for a guest flag that is a number, as the service does', async () => {
    const { api } = setUp()
    const { status, body } = await api.session({ user: { guest: 1, full_name: 'Olof' } })
    expect([status, at(body, 'session', 'user_id')]).toEqual([201, null])
  })

  it('never lets a guest sign in with a password', async () => {
    const { api } = setUp()
    const login = at((await api.session({ user: { guest: '1' } })).body, 'session', 'user', 'login')
    for (const password of ['', 'null', 'undefined', 'password']) {
      expect((await api.session({ user: { login, password } })).status).not.toBe(201)
    }
  })

  it.each([
    [{ application_id: 2 }],
    [{ application_id: null }],
    [{ auth_key: 'emulator-auth-kez' }],
    [{ auth_key: '' }],
  ])('refuses an application that is not %j', async (wrong) => {
    const { api } = setUp()
    const { status, body } = await api.session(wrong)
    expect([status, body]).toEqual([422, { errors: ['Application not found'] }])
  })

  it('takes the application id as text or number', async () => {
    const { api } = setUp()
    expect((await api.session({ application_id: '1' })).status).toBe(201)
  })

  it('does not look at the CB-Token', async () => {
    const { emulator, api } = setUp()
    const body = { application_id: 1, auth_key: emulator.keys.authKey }
    for (const token of ['', 'dead', await api.userToken()]) {
      expect((await api.post('/session.json', body, token)).status).toBe(201)
    }
  })

  it.each([
    [{ provider: 'facebook', keys: { token: 'fbtok' } }, 'The emulator has no verifier for "facebook".'],
    [{ provider: 'facebook' }, "no 'keys[token]' parameters provided"],
    [{ provider: 'twitter', keys: { token: 't' } }, "no 'keys[secret]' parameters provided"],
    [{ provider: 'myspace' }, 'Unknown provider "myspace"'],
    [
      { provider: 'firebase_email' },
      "no 'firebase_email[access_token]' and 'firebase_email[project_id]' parameters",
    ],
    [
      { provider: 'firebase_phone', firebase_phone: { project_id: 'p', access_token: 't' } },
      'The emulator has no verifier for "firebase_phone".',
    ],
  ])('says clearly that it cannot do %j', async (more, message) => {
    const { api } = setUp()
    const { status, body } = await api.session(more)
    expect(status).toBe(422)
    expect(at(body, 'errors', 0)).toContain(message)
  })

  it('answers flat Firebase keys in JSON as the service does', async () => {
    const { api } = setUp()
    const { status, body } = await api.session({
      provider: 'firebase_phone',
      'firebase_phone[project_id]': 'proj',
      'firebase_phone[access_token]': 'ey',
    })
    expect([status, body]).toEqual([
      422,
      {
        errors: [
          "Bad Authentication data. Invalid input parameters provided: no 'firebase_phone[access_token]' and 'firebase_phone[project_id]' parameters provided",
        ],
      },
    ])
  })

  it('gives every session a token and an id of its own', async () => {
    const { api } = setUp()
    const replies = await Promise.all(Array.from({ length: 50 }, () => api.session()))
    expect(new Set(replies.map(tokenIn)).size).toBe(50)
    expect(new Set(replies.map(({ body }) => at(body, 'session', 'id'))).size).toBe(50)
  })
})
