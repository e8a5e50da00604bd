import { describe, expect, it, vi } from 'vitest'
import { at, setUp } from '../../test/api.ts'

describe('paths', () => {
  it.each([
    ['PATCH', '/users', 'The emulator has no PATCH /users: this path takes POST,'],
    ['PUT', '/login', 'The emulator has no PUT /login: this path takes POST, DELETE.'],
    ['PATCH', '/users/v2.json', 'The emulator has no PATCH /users/v2: this path takes GET.'],
    ['POST', '/users/5', 'The emulator has no POST /users/5: this path takes GET, PUT, DELETE.'],
    ['GET', '/users/abc', 'The emulator has no GET /users/abc. It has POST /users, GET /users/v2,'],
    ['GET', '/nowhere', 'The emulator has no GET /nowhere. It has POST /session, GET /session,'],
    ['GET', '/', 'The emulator has no GET /. It has POST /session,'],
  ])('%s %s is explained', async (method, path, message) => {
    const { emulator } = setUp()
    const response = await emulator.fetch(path, { method })
    expect(response.status).toBe(404)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(at(await response.json(), 'errors', 0)).toContain(message)
  })

  it('may end in a slash', async () => {
    const { api } = setUp()
    expect((await api.get('/session/', await api.appToken())).status).toBe(200)
  })
})

describe('CORS', () => {
  it('answers preflights for every path, and lets the SDK’s headers through', async () => {
    const { emulator } = setUp()
    for (const path of ['/session.json', '/users/v2', '/nowhere']) {
      const response = await emulator.fetch(path, {
        method: 'OPTIONS',
        headers: { Origin: 'https://app.example', 'Access-Control-Request-Method': 'POST' },
      })
      expect(response.status).toBe(204)
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
      expect(response.headers.get('Access-Control-Allow-Methods')).toContain('DELETE')
      const allowed = response.headers.get('Access-Control-Allow-Headers')?.split(', ')
      expect(allowed).toEqual([
        'CB-Token',
        'CB-SDK',
        'CB-AuthKey',
        'ConnectyCube-REST-API-Version',
        'Content-Type',
      ])
    }
    expect(emulator.log).toEqual([])
  })

  it('exposes the expiry and the server’s time, on errors too', async () => {
    const { api } = setUp()
    const { headers } = await api.get('/session', 'DEAD')
    expect(headers.get('Access-Control-Expose-Headers')).toBe('CB-Token-ExpirationDate, Date')
    expect(headers.get('Date')).toBe('Thu, 15 Jan 2026 12:00:00 GMT')
  })
})

it('answers its own defects in the API’s shape too, and reports them', async () => {
  const report = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const { api } = setUp({ clock: { now: () => Number.NaN } })
  const { status, body } = await api.session()
  expect([status, body]).toEqual([500, { errors: ['Internal Server Error'] }])
  expect(report).toHaveBeenCalledWith('[emulator]', expect.any(RangeError))
  report.mockRestore()
})
