import { describe, expect, it } from 'vitest'
import { at, setUp } from '../../test/api.ts'

const people = [
  {
    id: 51943,
    login: 'ppavalli',
    email: 'pavallip@example.com',
    password: 'old-password',
    full_name: 'Pallavi Purushottam',
    phone: '+6138907507',
    user_tags: 'accountant',
  },
  { id: 51946, login: 'gabby', email: 'gabrielle@example.com', password: 'another-password' },
]

describe('PUT /users/{id}', () => {
  it('changes what is given, and says so', async () => {
    const { emulator, api } = setUp({ users: people })
    const token = await api.userToken()
    const before = emulator.db.users.get(51943)
    emulator.clock.advance(60_000)
    const { status, body } = await api.put(
      '/users/51943',
      { user: { email: 'pallavi.purushottam@example.com', website: 'pavalli.com.au' } },
      token,
    )
    expect(status).toBe(200)
    expect(body).toEqual({
      user: {
        ...before,
        email: 'pallavi.purushottam@example.com',
        website: 'http://pavalli.com.au',
        updated_at: '2026-01-15T12:01:00Z',
      },
    })
    expect(at((await api.get('/users/51943', token)).body, 'user')).toMatchObject({
      email: 'pallavi.purushottam@example.com',
    })
    expect(emulator.db.users.findByEmail('pavallip@example.com')).toBeUndefined()
  })

  it.each([
    [{ tag_list: ['vip', 'chess'] }, { user_tags: 'vip,chess' }],
    [{ tag_list: 'vip, chess,vip' }, { user_tags: 'vip,chess' }],
    [{ tag_list: ['vip,chess', ' go '] }, { user_tags: 'vip,chess,go' }],
    [{ tag_list: [] }, { user_tags: null }],
    [{ tag_list: '' }, { user_tags: null }],
    [{ tag_list: null }, { user_tags: null }],
    [{ custom_data: '{"middle_name":"Bartoleo"}' }, { custom_data: '{"middle_name":"Bartoleo"}' }],
    [{ avatar: '763ef825' }, { avatar: '763ef825' }],
    [{ avatar: 51 }, { avatar: '51' }],
    [{ blob_id: 51 }, { blob_id: 51 }],
    [{ website: 'https://pavalli.com.au' }, { website: 'https://pavalli.com.au' }],
    [
      { website: null, phone: '' },
      { website: null, phone: null },
    ],
    [{ timezone: '-90' }, { timezone: -90 }],
    [
      { external_id: 'ext-1', facebook_id: 7, twitter_id: '8' },
      { external_id: 'ext-1', facebook_id: '7' },
    ],
    [{ login: 'pallavi' }, { login: 'pallavi', email: 'pavallip@example.com' }],
    [{ login: 'ppavalli', email: 'PavalliP@example.com' }, { email: 'PavalliP@example.com' }],
    [{ email: null }, { email: null, login: 'ppavalli' }],
    [
      { id: 1, created_at: 'now', is_guest: true, user_tags: 'x' },
      { id: 51943, user_tags: 'accountant' },
    ],
    [{}, { login: 'ppavalli', user_tags: 'accountant' }],
  ])('turns %j into %j', async (user, expected) => {
    const { api } = setUp({ users: people })
    const { status, body } = await api.put('/users/51943.json', { user }, await api.userToken())
    expect(status).toBe(200)
    expect(at(body, 'user')).toMatchObject(expected)
    expect(at(body, 'user', 'is_guest')).toBeNull()
  })

  it.each([
    [{ login: 'gabby' }, { base: ['login must be unique'] }],
    [{ email: 'Gabrielle@example.com' }, { base: ['email must be unique'] }],
    [{ login: 'ab' }, { login: ['is too short (minimum is 3 characters)'] }],
    [{ email: 'nobody' }, { email: ['should be an e-mail address'] }],
    [{ tag_list: ['a', 'b', 'c', 'd', 'e', 'f'] }, { tag_list: ['is too long (maximum is 5 tags)'] }],
    [{ login: null, email: '' }, ["Both user login and email can't be blank"]],
    [
      { password: 'short', old_password: 'old-password' },
      { password: ['is too short (minimum is 6 characters)'] },
    ],
    [{ password: 'new-password' }, { old_password: ['cannot be blank'] }],
    [{ password: 'new-password', old_password: 'wrong' }, { base: ['Old password is invalid'] }],
  ])('refuses %j and changes nothing', async (user, errors) => {
    const { emulator, api } = setUp({ users: people })
    const token = await api.userToken()
    const before = emulator.db.users.get(51943)
    const { status, body } = await api.put('/users/51943', { user: { full_name: 'Changed', ...user } }, token)
    expect([status, body]).toEqual([422, { errors }])
    expect(emulator.db.users.get(51943)).toEqual(before)
    expect((await api.session({ user: { login: 'ppavalli', password: 'old-password' } })).status).toBe(201)
  })

  it('changes the password, given the old one', async () => {
    const { api } = setUp({ users: people })
    const token = await api.userToken()
    const change = { user: { password: 'new-password', old_password: 'old-password' } }
    expect((await api.put('/users/51943', change, token)).status).toBe(200)
    const signIn = (password: string): Promise<{ status: number }> =>
      api.session({ user: { login: 'ppavalli', password } })
    expect([(await signIn('new-password')).status, (await signIn('old-password')).status]).toEqual([201, 401])
    expect((await api.get('/session', token)).status).toBe(200)
  })

  it('is for one’s own account', async () => {
    const { emulator, api } = setUp({ users: people })
    const change = { user: { full_name: 'Mallory' } }
    const token = await api.userToken()
    expect(await api.put('/users/51946', change, token)).toMatchObject({ status: 403 })
    expect(await api.put('/users/7', change, token)).toMatchObject({ status: 404 })
    expect(await api.put('/users/51943', change, await api.appToken())).toMatchObject({
      status: 403,
      body: { errors: { base: ['Forbidden. Need user.'] } },
    })
    expect((await api.put('/users/51943', change)).status).toBe(401)
    expect(emulator.db.users.get(51943)?.full_name).toBe('Pallavi Purushottam')
    expect(emulator.db.users.get(51946)?.full_name).toBeNull()
  })
})

describe('PUT /users', () => {
  it('changes the session’s user', async () => {
    const { emulator, api } = setUp({ users: people })
    const { status, body } = await api.put(
      '/users.json',
      { user: { full_name: 'Pallavi P.' } },
      await api.userToken(),
    )
    expect([status, at(body, 'user', 'id'), at(body, 'user', 'full_name')]).toEqual([
      200,
      51943,
      'Pallavi P.',
    ])
    expect(emulator.db.users.get(51943)?.full_name).toBe('Pallavi P.')
  })

  it('needs a user', async () => {
    const { api } = setUp({ users: people })
    expect((await api.put('/users', { user: {} }, await api.appToken())).status).toBe(403)
  })
})
