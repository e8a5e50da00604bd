import { describe, expect, it } from 'vitest'
import { at, setUp } from '../../test/api.ts'

const newcomer = {
  login: 'Dacia',
  password: 'petU4or!',
  email: 'dacia_k@example.com',
  full_name: 'Dacia Kail',
  phone: '+6110797757',
  facebook_id: '91234409',
  twitter_id: '83510562734',
  timezone: 180,
  website: 'dacia.example',
  custom_data: '{"a":1}',
  tag_list: ['iphone', 'apple'],
}

describe('POST /users', () => {
  it('registers a user, with a session', async () => {
    const { emulator, api } = setUp()
    const { status, body, headers } = await api.post('/users', { user: newcomer }, await api.appToken())
    expect(status).toBe(201)
    expect(body).toEqual({
      user: {
        _id: expect.stringMatching(/^[0-9a-f]{24}$/),
        id: 1_000_011,
        created_at: '2026-01-15T12:00:00Z',
        updated_at: '2026-01-15T12:00:00Z',
        login: 'Dacia',
        full_name: 'Dacia Kail',
        last_request_at: null,
        timezone: 180,
        email: 'dacia_k@example.com',
        phone: '+6110797757',
        website: 'http://dacia.example',
        twitter_id: '83510562734',
        external_user_id: null,
        facebook_id: '91234409',
        custom_data: '{"a":1}',
        user_tags: 'iphone,apple',
        avatar: null,
        blob_id: null,
        external_id: null,
        is_guest: null,
      },
    })
    expect(headers.get('CB-Token-ExpirationDate')).toBe('2026-01-15 14:00:00 UTC')
    expect(emulator.db.users.findByLogin('Dacia')).toBeDefined()
    expect((await api.session({ user: { login: 'Dacia', password: 'petU4or!' } })).status).toBe(201)
  })

  it('registers a user, with the application key and no session', async () => {
    const { emulator, api } = setUp()
    const key = { 'CB-AuthKey': emulator.keys.authKey }
    const { status, headers } = await api.post('/users.json', { user: newcomer }, undefined, key)
    expect(status).toBe(201)
    expect(headers.get('CB-Token-ExpirationDate')).toBeNull()
  })

  it('needs one of the two', async () => {
    const { emulator, api } = setUp()
    const user = { user: newcomer }
    const dead = await api.post('/users', user, 'DEAD', { 'CB-AuthKey': emulator.keys.authKey })
    expect([dead.status, dead.body]).toEqual([401, { errors: { base: ['Required session does not exist'] } }])
    const wrongKey = await api.post('/users', user, '', { 'CB-AuthKey': 'wrong' })
    expect([wrongKey.status, wrongKey.body]).toEqual([401, { errors: ['Invalid auth key'] }])
    const nothing = await api.post('/users', user)
    expect([nothing.status, nothing.body]).toEqual([401, { errors: ['Token is required'] }])
  })

  it.each([
    [{}, ["Both user login and email can't be blank"]],
    [{ login: 'Dacia' }, { password: ['cannot be blank'] }],
    [{ ...newcomer, login: 'ab' }, { login: ['is too short (minimum is 3 characters)'] }],
    [{ ...newcomer, login: 'x'.repeat(71) }, { login: ['is too long (maximum is 70 characters)'] }],
    [{ ...newcomer, password: 'short' }, { password: ['is too short (minimum is 6 characters)'] }],
    [{ ...newcomer, password: 'x'.repeat(41) }, { password: ['is too long (maximum is 40 characters)'] }],
    [{ ...newcomer, email: 'dacia@' }, { email: ['should be an e-mail address'] }],
    [{ ...newcomer, full_name: 'x'.repeat(201) }, { full_name: ['is too long (maximum is 200 characters)'] }],
    [{ ...newcomer, custom_data: { a: 1 } }, { custom_data: ['should be a text'] }],
    [{ ...newcomer, timezone: 'CET' }, { timezone: ['should be whole minutes from UTC'] }],
    [{ ...newcomer, tag_list: 'a,b,c,d,e,f' }, { tag_list: ['is too long (maximum is 5 tags)'] }],
  ])('refuses %j', async (user, errors) => {
    const { emulator, api } = setUp()
    const { status, body } = await api.post('/users', { user }, await api.appToken())
    expect([status, body]).toEqual([422, { errors }])
    expect(emulator.db.users.size).toBe(10)
  })

  it('counts characters, not code units', async () => {
    const { api } = setUp()
    const user = { login: '🙂'.repeat(70), password: '🙂'.repeat(6) }
    expect((await api.post('/users', { user }, await api.appToken())).status).toBe(201)
  })

  it('refuses a login or an e-mail that is taken', async () => {
    const { emulator, api } = setUp()
    const token = await api.appToken()
    const [person] = emulator.people
    const sameEmail = await api.post(
      '/users',
      { user: { ...newcomer, email: person!.email.toUpperCase() } },
      token,
    )
    expect([sameEmail.status, sameEmail.body]).toEqual([422, { errors: { base: ['email must be unique'] } }])
    const sameLogin = await api.post('/users', { user: { ...newcomer, login: person!.login } }, token)
    expect([sameLogin.status, sameLogin.body]).toEqual([422, { errors: { base: ['login must be unique'] } }])
  })

  it('takes tags as a text, and drops blanks and repetitions', async () => {
    const { api } = setUp()
    const user = { ...newcomer, tag_list: 'iphone, apple,, iphone' }
    const { body } = await api.post('/users', { user }, await api.appToken())
    expect(at(body, 'user', 'user_tags')).toBe('iphone,apple')
  })
})

describe('GET /users/{id}', () => {
  it('answers the user, with and without .json', async () => {
    const { emulator, api } = setUp()
    const token = await api.appToken()
    for (const { id, login, email } of emulator.people) {
      for (const path of [`/users/${id}`, `/users/${id}.json`]) {
        expect(at((await api.get(path, token)).body, 'user')).toMatchObject({ id, login, email })
      }
    }
  })

  it('answers 404 for nobody', async () => {
    const { api } = setUp()
    const { status, body } = await api.get('/users/9', await api.appToken())
    expect([status, body]).toEqual([404, { errors: ['User not found'] }])
  })

  it('needs a session', async () => {
    const { api } = setUp()
    expect((await api.get('/users/1000001')).status).toBe(401)
  })
})
