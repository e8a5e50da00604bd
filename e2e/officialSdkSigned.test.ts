import { startEmulator, type EmulatorServer } from '@cubekit/emulator/node'
import ConnectyCube from 'connectycube-3'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { sendHttpsInPlainText } from './support/sendHttpsInPlainText.ts'

// The last official SDK that signs its requests, unchanged, against an emulator that asks for signatures.

let emulator: EmulatorServer

beforeAll(async () => {
  sendHttpsInPlainText()
  emulator = await startEmulator({ signatures: 'require' })
})
afterAll(async () => {
  vi.restoreAllMocks()
  await emulator.stop()
})
beforeEach(() => emulator.reset())

function init(authSecret: string): void {
  const { appId } = emulator.clientOptions
  ConnectyCube.init(
    { appId, authKey: emulator.keys.authKey, authSecret },
    { endpoints: { api: new URL(emulator.url).host }, debug: { mode: 0 } },
  )
}

describe('connectycube 3.35.3', () => {
  beforeEach(() => init(emulator.keys.authSecret))

  it('signs for the application, for users and for guests', async () => {
    const { id, login, email, password } = emulator.people[1]!
    expect(await ConnectyCube.createSession()).toMatchObject({ user_id: null, nonce: expect.any(Number) })
    expect(await ConnectyCube.createSession({ login, password })).toMatchObject({ user_id: id })
    expect(await ConnectyCube.createSession({ email, password })).toMatchObject({ user_id: id })
    const guest = await ConnectyCube.createSession({ guest: '1', full_name: 'Olof Shodger' })
    expect(guest).toMatchObject({ user: { full_name: 'Olof Shodger', is_guest: true } })
    expect(emulator.log.map(({ status }) => status)).toEqual([201, 201, 201, 201])
  })

  it.each([
    'a&b=c+d%e f',
    'p%20w+d',
    'пароль🙂',
    'e\u0301e\u0301e\u0301',
    'x&user[login]=admin',
    '"\\\n\t#?/[]',
  ])('signs the password %j', async (password) => {
    const session = await ConnectyCube.createSession({ login: 'übër & = + % 🙂', password })
    expect(session).toMatchObject({ user: { login: 'übër & = + % 🙂' } })
    await expect(
      ConnectyCube.createSession({ login: 'übër & = + % 🙂', password: `${password}.` }),
    ).rejects.toEqual({
      code: 401,
      info: { errors: ['Invalid password'] },
    })
  })

  it('signs providers, which then are what is refused', async () => {
    const refused = ConnectyCube.createSession({ provider: 'twitter', keys: { token: 't', secret: 's' } })
    await expect(refused).rejects.toMatchObject({
      code: 422,
      info: { errors: [expect.stringContaining('twitter')] },
    })
  })

  it('works on: login, users, logout', async () => {
    const { id, login, password } = emulator.people[0]!
    await ConnectyCube.createSession()
    expect(await ConnectyCube.login({ login, password })).toMatchObject({ id })
    expect(await ConnectyCube.users.getV2({ id: { in: [id] } })).toMatchObject({ total_entries: 1 })
    await ConnectyCube.logout()
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: null })
  })

  it('lets somebody signed in elsewhere take a session over, by its code', async () => {
    const { id, login, password } = emulator.people[0]!
    const code = await ConnectyCube.createSession({ long: 0 })
    const web = emulator.db.sessions.list()
    expect(await ConnectyCube.getSession()).toMatchObject({ user_id: 0 })
    const phone = await ConnectyCube.createSession({ login, password })
    expect(phone).toMatchObject({ user_id: id })
    await ConnectyCube.auth.upgradeWebSession(String(code))
    expect(web).toMatchObject([{ userId: null }])
    expect(emulator.db.sessions.list()).toMatchObject([{ id: web[0]?.id, userId: id }, { userId: id }])
    await expect(ConnectyCube.auth.upgradeWebSession(String(code))).rejects.toMatchObject({ code: 404 })
  })

  it('is refused where its clock is two hours off', async () => {
    emulator.clock.advance(2 * 3_600_000)
    await expect(ConnectyCube.createSession()).rejects.toEqual({
      code: 422,
      info: { errors: ['Invalid timestamp'] },
    })
  })

  it('signs a name that is undefined and then does not send it: nobody could verify that', async () => {
    const refused = ConnectyCube.createSession({ guest: '1', full_name: undefined })
    await expect(refused).rejects.toEqual({ code: 422, info: { errors: ['Unexpected signature'] } })
  })
})

describe('with another secret', () => {
  it('is refused', async () => {
    init('another-secret')
    await expect(ConnectyCube.createSession()).rejects.toEqual({
      code: 422,
      info: { errors: ['Unexpected signature'] },
    })
  })
})
