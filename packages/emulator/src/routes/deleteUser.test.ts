import { describe, expect, it } from 'vitest'
import { setUp } from '../../test/api.ts'

const people = [
  { id: 51959, login: 'ada', password: 'analytical-engine', external_id: '52691165' },
  { id: 51946, login: 'gabby', password: 'another-password', external_user_id: 'a/b c' },
]

describe.each(['/users/51959', '/users', '/users/external/52691165'])('DELETE %s', (path) => {
  it('deletes one’s own account, and all of its sessions', async () => {
    const { emulator, api } = setUp({ users: people })
    const [token, elsewhere, stranger] = [
      await api.userToken(0),
      await api.userToken(0),
      await api.userToken(1),
    ]
    const { status, body, headers } = await api.delete(path, token)
    expect([status, body, headers.get('CB-Token-ExpirationDate')]).toEqual([200, '', null])
    expect(emulator.db.users.get(51959)).toBeUndefined()
    expect(emulator.db.users.size).toBe(1)
    for (const dead of [token, elsewhere]) expect((await api.get('/session', dead)).status).toBe(401)
    expect((await api.get('/users/51959', stranger)).status).toBe(404)
  })

  it('needs a user', async () => {
    const { emulator, api } = setUp({ users: people })
    expect(await api.delete(path, await api.appToken())).toMatchObject({
      status: 403,
      body: { errors: { base: ['Forbidden. Need user.'] } },
    })
    expect(emulator.db.users.size).toBe(2)
  })
})

it.each([
  ['/users/51946', 403],
  ['/users/external/a/b%20c', 403],
  ['/users/7', 404],
  ['/users/external/7', 404],
])('DELETE %s of somebody else comes to %d', async (path, status) => {
  const { emulator, api } = setUp({ users: people })
  expect((await api.delete(path, await api.userToken())).status).toBe(status)
  expect(emulator.db.users.size).toBe(2)
})

it.each([
  ['52691165', 51959],
  ['52691165.json', 51959],
  ['a/b%20c.json', 51946],
])('GET /users/external/%s answers user %d', async (id, user) => {
  const { api } = setUp({ users: people })
  const reply = await api.get(`/users/external/${id}`, await api.appToken())
  expect(reply).toMatchObject({ status: 200, body: { user: { id: user } } })
})

it('GET /users/external/{id} answers 404 for nobody', async () => {
  const { api } = setUp({ users: people })
  expect(await api.get('/users/external/7', await api.appToken())).toMatchObject({ status: 404 })
})
