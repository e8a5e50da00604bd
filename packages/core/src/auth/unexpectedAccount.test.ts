import { acceptTokens } from '@cubekit/emulator'
import { createStage, type StageOptions } from '@cubekit/testing'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  createSession,
  type CubeClientOptions,
  type CubeUser,
  isSignedIn,
  login,
  loginAsGuest,
  logout,
  signUp,
  unsigned,
} from '../index.ts'

afterEach(() => void vi.unstubAllGlobals())

const stranger = { login: 'mistyped', password: 'a long password' }

function createNotedStage(options: StageOptions = {}) {
  const noted: [CubeUser, string][] = []
  const stage = createStage({ emulator: { autoCreateUsers: true, ...options.emulator } })
  const onUnexpectedAccount: CubeClientOptions['onUnexpectedAccount'] = (user) =>
    noted.push([user, client.getSession().status])
  const client = stage.open({ onUnexpectedAccount, ...options.client })
  return { ...stage, client, noted, open: (more = {}) => stage.open({ onUnexpectedAccount, ...more }) }
}

describe('onUnexpectedAccount', () => {
  test.each([stranger, { email: 'mistyped@example.com', password: 'a long password' }])(
    'is told once of a user whom a sign-in has made, who is in by then: %j',
    async (credentials) => {
      const { client, noted, emulator } = createNotedStage()
      const { user } = await createSession(client, credentials)
      await Promise.resolve()
      expect(noted).toEqual([[user, 'user']])
      // At once, as an effect that runs twice does, and later.
      for (const ms of [0, 5000]) {
        emulator.clock.advance(ms)
        await logout(client)
        await createSession(client, credentials)
        await Promise.resolve()
      }
      expect(noted).toHaveLength(1)
    },
  )

  test.each([0, 400, 800, 999])(
    'also when the server’s second is over between the two: at %i ms',
    async (ms) => {
      const { open, noted, emulator } = createNotedStage()
      emulator.clock.set(Date.UTC(2026, 0, 1, 12, 0, 0, ms))
      await createSession(open(), stranger)
      await Promise.resolve()
      expect(noted).toHaveLength(1)
    },
  )

  test('is not told of whom there was before', async () => {
    const { client, person, noted, emulator, open } = createNotedStage()
    await createSession(client, { login: person.login, password: person.password })
    await signUp(open(), stranger)
    emulator.clock.advance(3000)
    await createSession(open(), stranger)
    await Promise.resolve()
    expect(noted).toEqual([])
  })

  test('is not told of guests, of those whom a provider vouches for, nor by login', async () => {
    const providers = { facebook: acceptTokens({ token: { uid: '42' } }) }
    const { open, noted, person } = createNotedStage({ emulator: { providers } })
    await loginAsGuest(open())
    await createSession(open(), { guest: '1' })
    await createSession(open(), { provider: 'facebook', keys: { token: 'token' } })
    await login(open(), { login: person.login, password: person.password })
    await login(open(), stranger).catch(() => {})
    expect(noted).toEqual([])
  })

  test('is not told of the users of an app’s own provider', async () => {
    const { open, noted } = createNotedStage({
      emulator: { cidp: () => ({ outcome: 'accepted', uid: '2345' }) },
    })
    await createSession(open(), { provider: 'cidp', token: 'own' })
    await createSession(open(), { login: 'own', password: 'any' })
    expect(noted).toEqual([])
  })

  test('is told even when nobody is signed in after all: the account is there', async () => {
    const { client, noted, hold } = createNotedStage()
    const held = hold('/session')
    const opening = createSession(client, stranger).catch(() => {})
    await held.arrived
    const ending = logout(client)
    held.release()
    await Promise.all([opening, ending])
    expect(noted).toHaveLength(1)
  })
})

test('without it, a page under development says in the console how to switch that off, once', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const { emulator, open } = createStage({ emulator: { autoCreateUsers: true } })
  const users = emulator.db.users.size
  const signer = unsigned(emulator.keys)
  // Made before this is a page, which is kept by other means.
  const noted = open({ signer, onUnexpectedAccount: () => {} })
  const clients = Array.from({ length: 5 }, () => open({ signer }))
  warn.mockClear()
  let count = 0
  const makeAccount = async (client = clients.pop()): Promise<void> => {
    if (client) await createSession(client, { login: `mistyped ${++count}`, password: 'a long password' })
    await Promise.resolve()
  }
  // A script on a server.
  await makeAccount()
  vi.stubGlobal('document', {})
  for (const hostname of ['app.example.com', 'localhost.example.com']) {
    vi.stubGlobal('location', { hostname })
    await makeAccount()
  }
  vi.stubGlobal('location', { hostname: 'localhost' })
  await makeAccount(noted)
  expect(warn).not.toHaveBeenCalled()
  await makeAccount()
  await makeAccount()
  expect(warn).toHaveBeenCalledTimes(1)
  const text = String(warn.mock.calls[0]?.[0])
  expect(text).toContain('“Session creation without an existing user entity” to Deny')
  expect(text).not.toContain('mistyped')
  expect(emulator.db.users.size).toBe(users + 6)
})

test('what the app’s function throws reaches its error handling, and the sign-in works', async () => {
  const thrown: unknown[] = []
  vi.stubGlobal('queueMicrotask', (task: () => void) => {
    try {
      task()
    } catch (error) {
      thrown.push(error)
    }
  })
  const cause = new Error('analytics is down')
  const { client } = createNotedStage({
    client: {
      onUnexpectedAccount() {
        throw cause
      },
    },
  })
  await expect(createSession(client, stranger)).resolves.toMatchObject({ user: { login: 'mistyped' } })
  expect(thrown).toEqual([cause])
})

test('isSignedIn: as a user or as a guest, and at no other time', async () => {
  const { client, open, person, emulator } = createStage()
  expect(isSignedIn(client)).toBe(false)
  await client.ready()
  expect(isSignedIn(client)).toBe(false)
  await loginAsGuest(client)
  expect(isSignedIn(client)).toBe(true)
  await login(client, { login: person.login, password: person.password })
  expect(isSignedIn(client)).toBe(true)
  const reloaded = open()
  expect(isSignedIn(reloaded)).toBe(false)
  await reloaded.ready()
  expect(isSignedIn(reloaded)).toBe(true)
  emulator.expireSessions()
  await reloaded.request({ method: 'GET', path: `/users/${person.id}`, parse: () => null }).catch(() => {})
  expect(reloaded.getSession().status).toBe('reauth-required')
  expect(isSignedIn(reloaded)).toBe(false)
})

test('an account that was asked for a moment ago is not unexpected', async () => {
  const { client, noted } = createNotedStage()
  await signUp(client, stranger)
  await logout(client)
  await createSession(client, stranger)
  await Promise.resolve()
  expect(noted).toEqual([])
})
