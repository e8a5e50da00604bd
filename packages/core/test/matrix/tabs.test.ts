import { createStage, createTabGroup, errorOf } from '@cubekit/testing'
import { describe, expect, test, vi } from 'vitest'
import {
  type CubeClient,
  getUser,
  login,
  loginAsGuest,
  logout,
  memoryStorage,
  type SessionChange,
  type SessionStorage,
} from '../../src/index.ts'
import { credentialsOf } from './credentialsOf.ts'

/** A stage with several tabs of one browser. */
function createTabs(count: number) {
  const stage = createStage()
  const group = createTabGroup()
  const pages = Array.from({ length: count }, () => group.open())
  const tabs = pages.map((tabs) => stage.open({ tabs }))
  for (const tab of tabs) tab.start()
  const [first, second] = tabs
  if (!first || !second) throw new Error('Two tabs at least.')
  return { ...stage, group, pages, tabs, first, second }
}

const statuses = (tabs: readonly CubeClient[]): string[] => tabs.map((tab) => tab.getSession().status)

describe('what one tab does', () => {
  test('a sign-in, and a logout, show in all (I7)', async () => {
    const { tabs, first, second, person, group } = createTabs(4)
    await login(first, credentialsOf(person))
    await expect.poll(() => statuses(tabs)).toEqual(['user', 'user', 'user', 'user'])
    await logout(second)
    await expect.poll(() => statuses(tabs)).toEqual(Array.from({ length: 4 }, () => 'signed-out'))
    expect(group.messages.every((message) => Object.keys(message as object).join() === 'epoch,rev')).toBe(
      true,
    )
  })

  test('a renewal is found by the others (row 19, I3)', async () => {
    const { tabs, first, person, otherPerson, emulator, requests } = createTabs(8)
    await getUser(first, person.id)
    emulator.expireSessions()
    const before = requests().length
    await Promise.all(tabs.flatMap((tab) => Array.from({ length: 50 }, () => getUser(tab, otherPerson.id))))
    expect(
      requests()
        .slice(before)
        .filter((request) => request === 'POST /session'),
    ).toHaveLength(1)
  })

  test('row 24: a tab that slept during a logout looks before it sends anything (I2)', async () => {
    const { first, second, pages, person, otherPerson, requests } = createTabs(2)
    await login(first, credentialsOf(person))
    await expect.poll(() => second.getSession().status).toBe('user')
    pages[1]?.sleep()
    await logout(first)
    expect(second.getSession().status).toBe('user')
    const before = requests().length
    const calls = Array.from({ length: 10 }, () => errorOf(getUser(second, otherPerson.id)))
    pages[1]?.wake()
    const codes = (await Promise.all(calls)).map(({ code }) => code)
    expect(new Set(codes)).toEqual(new Set(['session-changed']))
    expect(requests()).toHaveLength(before)
  })

  test('row 24: nor does one that was not told that it slept', async () => {
    const { emulator, open, person, otherPerson, requests } = createStage()
    const [first, second] = [open(), open()]
    await login(first, credentialsOf(person))
    await second.ready()
    await logout(first)
    emulator.clock.advance(60_000)
    const before = requests().length
    expect((await errorOf(getUser(second, otherPerson.id))).code).toBe('session-changed')
    expect(requests()).toHaveLength(before)
  })

  test('row 28: of two sign-ins at once one wins, and the other session is ended (I7, I2)', async () => {
    const { tabs, first, second, person, otherPerson, emulator } = createTabs(2)
    const outcomes = await Promise.allSettled([
      login(first, credentialsOf(person)),
      login(second, credentialsOf(otherPerson)),
    ])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'superseded' },
    })
    await expect.poll(() => new Set(tabs.map((tab) => tab.getSession().user?.id)).size).toBe(1)
    await expect.poll(() => emulator.db.sessions.list()).toHaveLength(1)
  })

  test('row 25: a hint that comes while this tab is logging out is not forgotten (I7)', async () => {
    const stage = createStage()
    const { person, otherPerson } = stage
    const group = createTabGroup()
    const storage = memoryStorage()
    const gate = { wait: Promise.resolve() }
    const slow: SessionStorage = {
      ...storage,
      async update(key, decide) {
        await storage.update(key, decide)
        await gate.wait
      },
    }
    const first = stage.open({ storage: slow, tabs: group.open() })
    const second = stage.open({ storage, tabs: group.open() })
    first.start()
    second.start()
    await login(first, credentialsOf(person))
    await expect.poll(() => second.getSession().status).toBe('user')
    const opened = Promise.withResolvers<void>()
    gate.wait = opened.promise
    const leaving = logout(first)
    await expect
      .poll(async () => (await errorCodeOf(login(second, credentialsOf(otherPerson)))) ?? 'done')
      .toBe('done')
    opened.resolve()
    await leaving
    await expect.poll(() => first.getSession().user?.id).toBe(otherPerson.id)
  })
})

const errorCodeOf = (promise: Promise<unknown>): Promise<string | null> =>
  promise.then(
    () => null,
    (error: unknown) => String(error),
  )

describe('listeners', () => {
  test('row 29: may sign in, out and renew in their callbacks, and nothing locks up (I5)', async () => {
    const { client, person, otherPerson, emulator } = createStage()
    const acts = [
      () => logout(client),
      () => login(client, credentialsOf(otherPerson)),
      () => getUser(client, person.id),
    ]
    const started: Promise<unknown>[] = []
    client.subscribe(() => {
      const act = acts.shift()
      if (act) started.push(act().catch(() => null))
    })
    client.on('session', () => void getUser(client, person.id).catch(() => null))
    await login(client, credentialsOf(person)).catch(() => null)
    emulator.expireSessions()
    await getUser(client, person.id).catch(() => null)
    await Promise.all(started)
    expect(acts).toEqual([])
    await expect(login(client, credentialsOf(person))).resolves.toMatchObject({ id: person.id })
  })

  test('row 30: one that throws is reported, and the others are told (I5)', async () => {
    const { client, person } = createStage()
    const reported: unknown[] = []
    vi.stubGlobal('queueMicrotask', (task: () => void) => {
      try {
        task()
      } catch (error) {
        reported.push(error)
      }
    })
    try {
      const heard: string[] = []
      client.on('session', () => {
        throw new Error('broken')
      })
      client.on('session', ({ type }) => heard.push(type))
      await login(client, credentialsOf(person))
      expect(heard).toEqual(['updated'])
      expect(reported).toHaveLength(1)
      expect(client.getSession().status).toBe('user')
    } finally {
      vi.unstubAllGlobals()
    }
  })
})

describe('row 33: a client that is started and stopped many times', () => {
  test('listens once, leaves nothing behind, and sends nothing (I3, I5)', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] })
    try {
      const group = createTabGroup()
      const tab = group.open()
      const { open, requests } = createStage()
      const client = open({ tabs: tab })
      for (let mount = 0; mount < 100; mount++) {
        const stop = client.start()
        const stopAgain = client.start()
        expect(tab.listeners()).toBe(1)
        stop()
        stop()
        stopAgain()
        expect(tab.listeners()).toBe(0)
      }
      await client.ready()
      expect(vi.getTimerCount()).toBe(0)
      expect(requests()).toEqual([])
    } finally {
      vi.useRealTimers()
    }
  })
})

test('row 21: a tab that missed a message hears of it when another tab opens (I7)', async () => {
  const stage = createStage()
  const { person, open } = stage
  const group = createTabGroup()
  const quiet = { ...group.open(), announce: () => {} }
  const watching = open({ tabs: group.open() })
  watching.start()
  await watching.ready()
  // The tab that signs in is gone before it could say so.
  await login(open({ tabs: quiet }), credentialsOf(person))
  expect(watching.getSession().status).toBe('signed-out')
  open({ tabs: group.open() }).start()
  await expect.poll(() => watching.getSession().status).toBe('user')
})

test('what happens is told in words: of this tab, and of others', async () => {
  const { first, second, person, emulator, otherPerson } = createTabs(2)
  const here: string[] = []
  const elsewhere: string[] = []
  const tell =
    (into: string[]) =>
    ({ type, reason, elsewhere: isOther }: SessionChange): void =>
      void into.push(`${type} ${reason}${isOther ? ' elsewhere' : ''}`)
  first.on('session', tell(here))
  second.on('session', tell(elsewhere))
  const both = (status: string) => expect.poll(() => second.getSession().status).toBe(status)
  await getUser(first, otherPerson.id)
  await expect.poll(() => elsewhere).toHaveLength(1)
  await login(first, credentialsOf(person))
  await both('user')
  emulator.expireSessions()
  await errorOf(getUser(first, otherPerson.id))
  await both('reauth-required')
  await login(first, credentialsOf(person))
  await both('user')
  await logout(first)
  await both('signed-out')
  await loginAsGuest(first)
  await both('guest')
  emulator.expireSessions()
  await errorOf(getUser(first, otherPerson.id))
  await both('signed-out')
  const expected = [
    'created opened',
    'updated signed-in',
    'expired expired',
    'updated renewed',
    'deleted logged-out',
    'updated signed-in',
    'expired guest-expired',
  ]
  expect(here).toEqual(expected)
  expect(elsewhere).toEqual(expected.map((change) => `${change} elsewhere`))
})

test('a session that was found at the start is told as restored', async () => {
  const { client, open, person } = createStage()
  await login(client, credentialsOf(person))
  const reloaded = open()
  const heard: SessionChange[] = []
  const stop = reloaded.on('session', (change) => heard.push(change))
  await reloaded.ready()
  expect(heard).toMatchObject([
    { type: 'restored', reason: 'stored', user: { id: person.id }, elsewhere: false },
  ])
  stop()
  await logout(reloaded)
  expect(heard).toHaveLength(1)
})
