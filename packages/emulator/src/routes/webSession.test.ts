import { expect, it } from 'vitest'
import { at, setUp, tokenIn, type Reply } from '../../test/api.ts'

const notFound = { status: 404, body: { errors: ['Web token not found'] } }

it('a web session is taken over by whoever is signed in, once', async () => {
  const { emulator, api } = setUp({ newestSessionOnly: false })
  const keys = { application_id: 1, auth_key: emulator.keys.authKey, long: 0 }
  const made = await api.post('/session/web', keys)
  expect(made).toMatchObject({
    status: 201,
    body: { session: { user_id: 0 }, qr_code: expect.stringMatching(/^[0-9A-F]{36}$/) },
  })
  const code = String(at(made.body, 'qr_code'))
  expect(code).not.toBe(tokenIn(made))

  const upgrade = async (web_token: string, token: string): Promise<Reply> => {
    const response = await emulator.fetch('/session/web.json', {
      method: 'PATCH',
      body: new URLSearchParams({ web_token }),
      headers: { 'CB-Token': token },
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? '' : JSON.parse(text) }
  }
  const phone = await api.userToken()
  expect(await upgrade(code, await api.appToken())).toMatchObject({ status: 403 })
  expect(await upgrade('', phone)).toMatchObject(notFound)
  expect(await upgrade(tokenIn(made), phone)).toMatchObject(notFound)
  expect(await upgrade(code, phone)).toMatchObject({ status: 200, body: '' })
  const { id } = emulator.people[0]!
  expect((await api.get('/session', tokenIn(made))).body).toMatchObject({ session: { user_id: id } })
  expect(await upgrade(code, phone)).toMatchObject(notFound)
  expect(JSON.stringify(emulator.log)).not.toContain(code)
})

it('a web session needs the application’s keys', async () => {
  const { emulator, api } = setUp({ signatures: 'require' })
  expect((await api.post('/session/web', { application_id: 1, auth_key: 'wrong' })).status).toBe(422)
  const unsigned = { application_id: 1, auth_key: emulator.keys.authKey }
  expect((await api.post('/session/web', unsigned)).status).toBe(422)
})
