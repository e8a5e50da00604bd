import { createStage, createTabGroup, errorOf } from '@cubekit/testing'
import { describe, expect, test, vi } from 'vitest'
import {
  createSession,
  getUser,
  login,
  logout,
  memoryStorage,
  type Persistence,
  type SessionStorage,
  signUp,
} from '../../src/index.ts'
import { credentialsOf } from './credentialsOf.ts'

/** A storage that refuses for as long as it is told to, with the hints that pages keep beside it. */
function createMoodyStorage() {
  const stored = memoryStorage()
  const texts = new Map<string, string>()
  const mood = { refuses: false }
  const attempt = <T>(work: () => Promise<T>): Promise<T> =>
    mood.refuses ? Promise.reject(new DOMException('busy', 'AbortError')) : work()
  const storage: SessionStorage = {
    read: (key) => attempt(() => stored.read(key)),
    update: (key, decide) => attempt(() => stored.update(key, decide)),
    hints: { read: (key) => texts.get(key) ?? null, write: (key, text) => void texts.set(key, text) },
    close: () => {},
  }
  return { storage, mood, texts, stored }
}

const key = '1 https://api.cubekit.test'

describe('a storage that fails', () => {
  test('row 50: at the start is tried again when the page is looked at, and who was in is in (I5)', async () => {
    const { open, person } = createStage()
    const { storage, mood } = createMoodyStorage()
    await login(open({ storage }), credentialsOf(person))
    mood.refuses = true
    const tab = createTabGroup().open()
    const client = open({ storage, tabs: tab })
    const kept: Persistence[] = []
    client.on('persistence', (persistence) => kept.push(persistence))
    client.start()
    await client.ready()
    expect(client.getSession().status).toBe('signed-out')
    expect(client.persistence()).toBe('memory')
    mood.refuses = false
    tab.wake()
    await expect.poll(() => client.getSession().user?.id).toBe(person.id)
    expect(kept).toEqual(['memory', 'durable'])
  })

  test('rows 51 and 52: who signs in then is kept in memory, and stored once it works again (I5)', async () => {
    const { open, person } = createStage()
    const { storage, mood } = createMoodyStorage()
    const tab = createTabGroup().open()
    const client = open({ storage, tabs: tab })
    client.start()
    await client.ready()
    mood.refuses = true
    await login(client, credentialsOf(person))
    expect(client.persistence()).toBe('memory')
    mood.refuses = false
    tab.wake()
    await expect.poll(() => client.persistence()).toBe('durable')
    expect(client.getSession().user?.id).toBe(person.id)
    const reloaded = open({ storage })
    await reloaded.ready()
    expect(reloaded.getSession().user?.id).toBe(person.id)
  })

  test('row 51: a logout then is final all the same, and says that it is not stored (I2)', async () => {
    const { open, person } = createStage()
    const { storage, mood } = createMoodyStorage()
    const client = open({ storage })
    await login(client, credentialsOf(person))
    mood.refuses = true
    expect(await logout(client)).toEqual({ server: 'revoked', durable: false })
    mood.refuses = false
    const reloaded = open({ storage })
    await reloaded.ready()
    expect(reloaded.getSession().status).toBe('signed-out')
  })

  test('one tab’s failure does not undo what another has stored (I7)', async () => {
    const { open, person, otherPerson } = createStage()
    const { storage, mood, stored } = createMoodyStorage()
    const group = createTabGroup()
    const tab = group.open()
    const alone = open({ storage, tabs: tab })
    const other = open({ storage: stored, tabs: group.open() })
    alone.start()
    other.start()
    await login(other, credentialsOf(person))
    await expect.poll(() => alone.getSession().user?.id).toBe(person.id)
    mood.refuses = true
    await getUser(alone, otherPerson.id)
    void logout(other)
    await login(other, credentialsOf(otherPerson))
    mood.refuses = false
    tab.wake()
    await expect.poll(() => alone.getSession().user?.id).toBe(otherPerson.id)
    expect(other.getSession().user?.id).toBe(otherPerson.id)
  })
})

test('row 49: a storage of the app’s own that never answers holds nobody for more than 1.5 s (I5)', async () => {
  const { open, person } = createStage()
  const silent: SessionStorage = {
    read: () => new Promise(() => {}),
    update: () => new Promise(() => {}),
    close: () => {},
  }
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const client = open({ storage: silent })
    const signingIn = login(client, credentialsOf(person))
    await vi.advanceTimersByTimeAsync(1500)
    await expect(signingIn).resolves.toMatchObject({ id: person.id })
    expect(client.persistence()).toBe('memory')
  } finally {
    vi.useRealTimers()
  }
})

test('row 58: a storage that was emptied between visits looks like a first visit (I6)', async () => {
  const { open, person } = createStage()
  const before = createMoodyStorage()
  await login(open({ storage: before.storage }), credentialsOf(person))
  const client = open({ storage: createMoodyStorage().storage })
  await client.ready()
  expect(client.getSession()).toMatchObject({ status: 'signed-out', endReason: null })
})

test('row 55: site data cleared in the middle of a session: signed out at the next look (I7)', async () => {
  const { open, person, emulator } = createStage()
  const group = createTabGroup()
  const { storage, stored } = createMoodyStorage()
  const pages = [group.open(), group.open()]
  const tabs = pages.map((page) => open({ storage, tabs: page }))
  for (const tab of tabs) tab.start()
  await login(tabs[0]!, credentialsOf(person))
  await expect.poll(() => tabs[1]?.getSession().status).toBe('user')
  await stored.update(key, () => null)
  pages[0]?.wake()
  await expect.poll(() => tabs.map((tab) => tab.getSession().status)).toEqual(['signed-out', 'signed-out'])
  await expect(login(tabs[1]!, credentialsOf(person))).resolves.toMatchObject({ id: person.id })
  expect(emulator.db.sessions.list().length).toBeGreaterThan(0)
})

test('rows 31 and 59: a record of a later version is used by nobody and overwritten by nobody (I6)', async () => {
  const { open, person, otherPerson } = createStage()
  const { storage, stored, texts } = createMoodyStorage()
  const future = { v: 2, epoch: 7, of: 'a later version' }
  await stored.update(key, () => future)
  texts.set(key, '{"v":2}')
  const tab = createTabGroup().open()
  const client = open({ storage, tabs: tab })
  client.start()
  await login(client, credentialsOf(person))
  tab.wake()
  await getUser(client, otherPerson.id)
  await logout(client)
  expect(await stored.read(key)).toEqual(future)
  expect(texts.get(key)).toBe('{"v":2}')
})

describe('row 103: a record that somebody planted', () => {
  test('is not used before the server has said whose session it is (I8)', async () => {
    const { open, person, otherPerson, emulator } = createStage()
    const { storage, stored, texts } = createMoodyStorage()
    await login(open({ storage }), credentialsOf(person))
    const mine = (await stored.read(key)) as { epoch: number; identity: { user: { id: number } } }
    // The attacker's token beside the victim's name, written past Cubekit.
    await stored.update(key, () => ({
      ...mine,
      epoch: mine.epoch + 1,
      identity: { ...mine.identity, user: { ...mine.identity.user, id: otherPerson.id } },
    }))
    expect(texts.size).toBe(1)
    const client = open({ storage })
    await client.ready()
    const before = emulator.log.length
    expect((await errorOf(getUser(client, person.id))).code).toBe('session-changed')
    expect(client.getSession().status).toBe('signed-out')
    expect(emulator.log.slice(before).map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /session',
      'DELETE /session',
    ])
  })

  test('one that only lost its hint costs one request, and goes on (I6)', async () => {
    const { open, person, otherPerson, emulator } = createStage()
    const { storage, texts } = createMoodyStorage()
    await login(open({ storage }), credentialsOf(person))
    texts.clear()
    const client = open({ storage })
    await client.ready()
    const before = emulator.log.length
    await getUser(client, otherPerson.id)
    await getUser(client, otherPerson.id)
    expect(emulator.log.slice(before).map(({ path }) => path)).toEqual([
      '/session',
      `/users/${otherPerson.id}`,
      `/users/${otherPerson.id}`,
    ])
    expect(client.getSession().user?.id).toBe(person.id)
  })
})

describe('this device’s clock', () => {
  const day = 24 * 60 * 60_000

  test.each([-day, day])('row 60: %i ms off at the start ends no session (I6)', async (ms) => {
    const { open, person, otherPerson, emulator } = createStage()
    await login(open(), credentialsOf(person))
    const client = open({ now: () => emulator.clock.now() + ms })
    await expect(getUser(client, otherPerson.id)).resolves.toMatchObject({ id: otherPerson.id })
    expect(client.getSession()).toMatchObject({ status: 'user', user: { id: person.id } })
  })

  test('row 61: that jumps ends nothing and causes no storm (I4, I6)', async () => {
    const { open, person, otherPerson, emulator, requests } = createStage()
    const jump = { ms: 0 }
    const client = open({ now: () => emulator.clock.now() + jump.ms })
    await login(client, credentialsOf(person))
    const before = requests().length
    for (const ms of [day, -day, 3 * day, 0, -365 * day, 10 * 365 * day]) {
      jump.ms = ms
      await getUser(client, otherPerson.id)
    }
    expect(requests()).toHaveLength(before + 6)
    expect(client.getSession().status).toBe('user')
  })

  test('row 61: that jumps back does not keep the breaker open for a day (I4)', async () => {
    const { open, person, emulator } = createStage()
    const jump = { ms: day }
    const client = open({ now: () => emulator.clock.now() + jump.ms })
    emulator.faults.add({ kind: 'status', status: 500, path: '/session', times: 2 })
    for (let call = 0; call < 3; call++) await errorOf(getUser(client, person.id))
    jump.ms = 0
    await expect(getUser(client, person.id)).resolves.toMatchObject({ id: person.id })
  })

  test.each([-3 * 60 * 60_000, 3 * 60 * 60_000])(
    'row 62: %i ms off, where signatures are required: one corrected try (I10, I4)',
    async (ms) => {
      const { open, person, emulator, requests } = createStage({ emulator: { signatures: 'require' } })
      const client = open({ now: () => emulator.clock.now() + ms })
      await expect(getUser(client, person.id)).resolves.toMatchObject({ id: person.id })
      expect(requests()).toEqual(['POST /session', 'POST /session', `GET /users/${person.id}`])
    },
  )

  test('row 63: an hours-long sleep with eight tabs: one renewal, nobody is shown as signed out (I3)', async () => {
    const { open, person, otherPerson, emulator, requests } = createStage()
    const group = createTabGroup()
    const pages = Array.from({ length: 8 }, () => group.open())
    const tabs = pages.map((tabs) => open({ tabs, credentialProvider: () => credentialsOf(person) }))
    for (const tab of tabs) tab.start()
    await login(tabs[0]!, credentialsOf(person))
    await Promise.all(tabs.map((tab) => tab.ready()))
    await expect.poll(() => tabs.every((tab) => tab.getSession().status === 'user')).toBe(true)
    const shown = new Set<string>()
    for (const tab of tabs) tab.subscribe(() => shown.add(tab.getSession().status))
    for (const page of pages) page.sleep()
    emulator.clock.advance(3 * 60 * 60_000)
    const before = requests().length
    for (const page of pages) page.wake()
    await Promise.all(tabs.map((tab) => getUser(tab, otherPerson.id)))
    expect(
      requests()
        .slice(before)
        .filter((request) => request === 'POST /session'),
    ).toHaveLength(1)
    expect([...shown]).toEqual(['user'])
  })

  test('row 65: a nonce that was used already is replaced, once (I10)', async () => {
    const { open, person, emulator, requests } = createStage({ emulator: { signatures: 'require' } })
    const held: RequestInit[] = []
    const client = open({
      async fetch(input, init) {
        // A proxy that sends the first request twice.
        if (held.length === 0 && init) {
          held.push(init)
          await emulator.fetch(input, { ...init })
        }
        return emulator.fetch(input, init)
      },
    })
    await expect(getUser(client, person.id)).resolves.toMatchObject({ id: person.id })
    expect(requests().filter((request) => request === 'POST /session')).toHaveLength(3)
  })

  test('row 65: a thousand sessions in one second: no nonce twice (I10)', async () => {
    const { open, emulator } = createStage({ emulator: { signatures: 'require' } })
    const client = open()
    for (let session = 0; session < 1000; session++) {
      await createSession(client)
    }
    const nonces = emulator.log
      .filter(({ path, method }) => path === '/session' && method === 'POST')
      .map(({ requestBody }) => requestBody?.['nonce'])
    expect(new Set(nonces).size).toBe(1000)
  })
})

test('row 42: the network comes and goes: one session once it is back, without a long pause (I3, I4)', async () => {
  const { open, person, emulator, requests } = createStage()
  const tab = createTabGroup().open()
  const client = open({ tabs: tab })
  client.start()
  const recover = emulator.faults.add({ kind: 'offline' })
  for (let call = 0; call < 5; call++) await errorOf(getUser(client, person.id))
  expect(requests()).toEqual(['POST /session', 'POST /session'])
  recover()
  emulator.clock.advance(1000)
  expect((await errorOf(getUser(client, person.id))).code).toBe('sessions-paused')
  tab.goOnline()
  await expect(getUser(client, person.id)).resolves.toMatchObject({ id: person.id })
  expect(requests()).toHaveLength(4)
})

test('the official SDK’s sessionExpired: retry goes on, handleResponse gives up', async () => {
  const { open, person, otherPerson, emulator } = createStage()
  const asked: string[] = []
  const client = open({
    on: {
      sessionExpired(handleResponse, retry) {
        asked.push('asked')
        if (asked.length > 1) handleResponse()
        else void login(client, credentialsOf(person)).then(retry)
      },
    },
  })
  await login(client, credentialsOf(person))
  const scope = client.scope()
  emulator.expireSessions()
  const users = await Promise.all(Array.from({ length: 10 }, () => getUser(client, otherPerson.id)))
  expect(users).toHaveLength(10)
  expect(asked).toHaveLength(1)
  expect(client.scope()).toBe(scope)
  emulator.expireSessions()
  expect((await errorOf(getUser(client, otherPerson.id))).code).toBe('session-expired')
  expect(client.getSession().status).toBe('reauth-required')
})

test('a person who is signed up while somebody logs out elsewhere stays out', async () => {
  const { client, open, hold, emulator } = createStage()
  const other = open()
  const held = hold('/login')
  const signingUp = errorOf(signUp(client, { login: 'newcomer', password: 'a long password' }))
  await held.arrived
  await logout(other)
  held.release()
  expect((await signingUp).code).toBe('superseded')
  await expect.poll(() => emulator.db.sessions.list()).toEqual([])
})
