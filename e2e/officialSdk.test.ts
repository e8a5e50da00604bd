import { startEmulator, type EmulatorServer } from '@cubekit/emulator/node'
import type OfficialSdk from 'connectycube'
import { createRequire } from 'node:module'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

// The official SDK, unchanged, as a client of the emulator's server. It is required, not imported,
// because that is what its declarations describe.
const { default: ConnectyCube }: typeof OfficialSdk = createRequire(import.meta.url)('connectycube')

const HOUR = 3_600_000
const noSession = { code: 401, info: { errors: { base: ['Required session does not exist'] } } }

type SessionExpired = NonNullable<
  NonNullable<NonNullable<Parameters<typeof ConnectyCube.init>[1]>['on']>['sessionExpired']
>

let emulator: EmulatorServer
const sessionExpired = vi.fn<SessionExpired>()

beforeEach(async () => {
  sessionExpired.mockReset()
  emulator = await startEmulator({ users: 20 })
  // It keeps its settings in one place for the whole process, and prints everything unless told not to.
  ConnectyCube.init(
    { appId: emulator.clientOptions.appId, authKey: emulator.keys.authKey },
    {
      endpoints: { api: '127.0.0.1', chat: '127.0.0.1', api_url: emulator.url },
      debug: { mode: 0 },
      on: { sessionExpired },
    },
  )
})
afterEach(() => emulator.stop())

function person(index = 0): EmulatorServer['people'][number] {
  const found = emulator.people[index]
  if (found === undefined) throw new Error(`There is no seeded person ${index}.`)
  return found
}
const credentialsOf = (index = 0): { login: string; password: string } => {
  const { login, password } = person(index)
  return { login, password }
}

/** For calls that the SDK's documentation shows and its types do not know. */
function asDocumented(method: 'get' | 'getV2', argument: unknown): Promise<unknown> {
  const found: unknown = Reflect.get(ConnectyCube.users, method)
  if (typeof found !== 'function') throw new Error(`The SDK has no users.${method}.`)
  return found.call(ConnectyCube.users, argument)
}

describe('createSession', () => {
  it('for the application', async () => {
    const session = await ConnectyCube.createSession()
    expect(session).toMatchObject({
      application_id: 1,
      user_id: null,
      token: expect.stringMatching(/^[0-9A-F]{36}$/),
    })
    expect(await ConnectyCube.getSession()).toMatchObject({ id: session.id, token: session.token })
  })

  it('with a login', async () => {
    const { id, full_name } = person()
    expect(await ConnectyCube.createSession(credentialsOf())).toMatchObject({
      user_id: id,
      user: { id, full_name },
    })
  })

  it('with an e-mail', async () => {
    const { id, email, password } = person(3)
    expect(await ConnectyCube.createSession({ email, password })).toMatchObject({ user_id: id })
  })

  it('for a guest', async () => {
    const { user } = await ConnectyCube.createSession({ guest: '1', full_name: 'Olof Shodger' })
    expect(user).toMatchObject({ full_name: 'Olof Shodger', is_guest: true })
  })

  it('rejects a wrong password', async () => {
    const refused = ConnectyCube.createSession({ login: person().login, password: 'wrong' })
    await expect(refused).rejects.toEqual({ code: 401, info: { errors: ['Invalid password'] } })
  })

  it('creates whom it does not know', async () => {
    const { user } = await ConnectyCube.createSession({ login: 'somebody_new', password: 'a-new-password' })
    expect(user).toMatchObject({ login: 'somebody_new' })
  })
})

describe('login and logout', () => {
  it('turn the session into a user’s and back', async () => {
    const { token } = await ConnectyCube.createSession()
    expect(await ConnectyCube.login(credentialsOf(2))).toMatchObject({ id: person(2).id })
    expect(await ConnectyCube.getSession()).toMatchObject({ token, user_id: person(2).id })
    await ConnectyCube.logout()
    expect(await ConnectyCube.getSession()).toMatchObject({ token, user_id: null })
  })

  it('need a session', async () => {
    await expect(ConnectyCube.login(credentialsOf())).rejects.toEqual({
      code: 401,
      info: { errors: ['Token is required'] },
    })
  })
})

describe('destroySession', () => {
  it('ends it', async () => {
    const { token } = await ConnectyCube.createSession(credentialsOf())
    await ConnectyCube.destroySession()
    ConnectyCube.setSession({ token })
    await expect(ConnectyCube.getSession()).rejects.toEqual(noSession)
  })
})

describe('users', () => {
  it('signup without a session, by the application’s key', async () => {
    const { user } = await ConnectyCube.users.signup({
      login: 'marvin18',
      password: 'supersecurepwd',
      email: 'awesomeman@example.com',
      full_name: 'Marvin Simon',
      tag_list: ['iphone', 'apple'],
      custom_data: JSON.stringify({ middle_name: 'Bartoleo' }),
    })
    expect(user).toMatchObject({ login: 'marvin18', user_tags: 'iphone,apple' })
    expect(emulator.log).toMatchObject([{ path: '/users', status: 201, sessionId: null }])
    expect(await ConnectyCube.createSession({ login: 'marvin18', password: 'supersecurepwd' })).toMatchObject(
      { user_id: user.id },
    )
  })

  it('signup with a session', async () => {
    await ConnectyCube.createSession()
    await ConnectyCube.users.signup({ email: 'awesomeman@example.com', password: 'supersecurepwd' })
    expect(emulator.log.at(-1)).toMatchObject({ path: '/users', status: 201, sessionId: expect.any(Number) })
  })

  it('signup with somebody’s e-mail', async () => {
    const refused = ConnectyCube.users.signup({ email: person().email, password: 'supersecurepwd' })
    await expect(refused).rejects.toEqual({ code: 422, info: { errors: { base: ['email must be unique'] } } })
  })

  it('getV2 by ids, by the beginning of a name, by tags, sorted and paged', async () => {
    await ConnectyCube.createSession(credentialsOf())
    const ids = [4, 2, 9].map((index) => person(index).id)
    const byIds = await ConnectyCube.users.getV2({ id: { in: ids }, sort_desc: 'id', limit: 2, offset: 1 })
    expect(byIds).toMatchObject({ limit: 2, skip: 1, total_entries: 3 })
    expect(byIds.items.map(({ id }) => id)).toEqual([person(4).id, person(2).id])

    const byName = await ConnectyCube.users.getV2({
      full_name: { start_with: person(0).full_name.slice(0, 5) },
    })
    expect(byName.limit).toBe(5)
    expect(byName.items.map(({ id }) => id)).toContain(person(0).id)

    const tagged = [...emulator.db.users.list()].filter(({ user_tags }) =>
      (user_tags ?? '').split(',').includes('vip'),
    )
    const byTag = await ConnectyCube.users.getV2({ user_tags: { in: ['vip'] } })
    expect(byTag.items.map(({ id }) => id)).toEqual(tagged.map(({ id }) => id))
  })

  it('getV2 with a Date, as its documentation shows', async () => {
    await ConnectyCube.createSession()
    const { id, created_at } = [...emulator.db.users.list()][0]!
    const since = new Date(created_at)
    expect(await asDocumented('getV2', { id, created_at: { gte: since } })).toMatchObject({
      total_entries: 1,
    })
    expect(await asDocumented('getV2', { id, created_at: { gt: since } })).toMatchObject({ total_entries: 0 })
  })

  it('getV2 of an empty list, which the SDK turns into no condition at all', async () => {
    await ConnectyCube.createSession()
    await expect(ConnectyCube.users.getV2({ id: { in: [] } })).rejects.toMatchObject({ code: 422 })
  })

  it('getV2 of any text that a URL has to escape', async () => {
    const { login, password } = { login: "ü a&b=c d%e#f/g?h+;k[l]!'()*~🙂", password: 'p&=+% ß🙂"\\' }
    const { user_id } = await ConnectyCube.createSession({ login, password })
    expect((await ConnectyCube.users.getV2({ login })).items).toMatchObject([{ id: user_id }])
  })

  it('get by id', async () => {
    await ConnectyCube.createSession()
    const { id, email } = person(5)
    expect(await asDocumented('get', id)).toMatchObject({ user: { id, email } })
    await expect(asDocumented('get', 9)).rejects.toMatchObject({ code: 404 })
  })
})

describe('an expired session', () => {
  it('is renewed through the SDK’s callback', async () => {
    await ConnectyCube.createSession(credentialsOf())
    emulator.clock.advance(2 * HOUR)
    sessionExpired.mockImplementation(async (_, retry) =>
      retry(await ConnectyCube.createSession(credentialsOf())),
    )
    expect(await ConnectyCube.users.getV2({ id: person().id })).toMatchObject({ total_entries: 1 })
    expect(sessionExpired).toHaveBeenCalledTimes(1)
    expect(emulator.log.slice(1).map(({ path, status }) => [path, status])).toEqual([
      ['/users/v2', 401],
      ['/session', 201],
      ['/users/v2', 200],
    ])
  })

  it('slides with use, and so never expires meanwhile', async () => {
    await ConnectyCube.createSession()
    for (let hour = 0; hour < 6; hour++) {
      emulator.clock.advance(HOUR)
      await ConnectyCube.users.getV2({ id: person().id })
    }
    expect(sessionExpired).not.toHaveBeenCalled()
  })

  it('makes signup fail, because the SDK then sends the dead token and no key', async () => {
    await ConnectyCube.createSession()
    emulator.clock.advance(2 * HOUR)
    sessionExpired.mockImplementation((handle) => handle())
    await expect(
      ConnectyCube.users.signup({ login: 'marvin18', password: 'supersecurepwd' }),
    ).rejects.toEqual(noSession)
  })
})

describe('faults', () => {
  it('reach the SDK as what they are', async () => {
    emulator.faults.add({ kind: 'offline', times: 1 })
    await expect(ConnectyCube.createSession()).rejects.toMatchObject({ code: 'ECONNRESET' })
    emulator.faults.add({ kind: 'html200', times: 1 })
    await expect(ConnectyCube.createSession()).rejects.toEqual({ code: 200, info: ' ' })
    emulator.faults.add({ kind: 'status', status: 429, times: 1 })
    await expect(ConnectyCube.createSession()).rejects.toEqual({
      code: 429,
      info: { errors: ['Too Many Requests'] },
    })
    emulator.faults.add({ kind: 'errors200', times: 1 })
    await expect(ConnectyCube.createSession()).rejects.toThrow(TypeError)
    expect(await ConnectyCube.createSession()).toMatchObject({ application_id: 1 })
  })
})
