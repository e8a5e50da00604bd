import { createStage, errorOf } from '@cubekit/testing'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  createCubeClient,
  createSession,
  getUser,
  indexedDbStorage,
  localSigner,
  login,
  logout,
  memoryStorage,
  type SessionStorage,
} from '../index.ts'

const credentialsOf = ({ login, password }: { login: string; password: string }) => ({ login, password })

beforeEach(() => void vi.stubGlobal('indexedDB', new IDBFactory()))
afterEach(() => void vi.unstubAllGlobals())

/** The same stage, with the session in (fake) IndexedDB. */
function createStoredStage() {
  const stage = createStage({ client: { storage: indexedDbStorage() } })
  return { ...stage, reload: () => stage.open({ storage: indexedDbStorage() }) }
}

describe('a session in IndexedDB', () => {
  test('is back after a reload, and no request is made before the user is known', async () => {
    const { client, person, reload, requests } = createStoredStage()
    await login(client, credentialsOf(person))
    const before = requests().length
    const reloaded = reload()
    expect(reloaded.getSession().status).toBe('loading')
    await reloaded.ready()
    expect(reloaded.getSession()).toMatchObject({ status: 'user', user: { id: person.id } })
    expect(requests()).toHaveLength(before)
    await expect(getUser(reloaded, person.id)).resolves.toMatchObject({ id: person.id })
  })

  test('is not shared with another application or another server', async () => {
    const { client, person, open } = createStoredStage()
    await login(client, credentialsOf(person))
    for (const other of [{ appId: 2 }, { apiUrl: 'https://elsewhere.test' }]) {
      const stranger = open({ storage: indexedDbStorage(), ...other })
      await stranger.ready()
      expect(stranger.getSession().status).toBe('signed-out')
    }
  })

  test('a renewal in another tab is found instead of repeated', async () => {
    const { client, person, otherPerson, reload, emulator, requests } = createStoredStage()
    const other = reload()
    await getUser(client, person.id)
    await getUser(other, person.id)
    emulator.expireSessions()
    await getUser(client, otherPerson.id)
    await getUser(other, otherPerson.id)
    expect(requests().filter((request) => request === 'POST /session')).toHaveLength(2)
  })

  test('a sign-in counts in a tab that has missed what happened in another', async () => {
    const { client, person, otherPerson, reload } = createStoredStage()
    await client.ready()
    const other = reload()
    await login(other, credentialsOf(otherPerson))
    await logout(other)
    await expect(login(client, credentialsOf(person))).resolves.toMatchObject({ id: person.id })
  })

  test('a sign-in that began before a logout in another tab is given up', async () => {
    const { client, person, reload, hold } = createStoredStage()
    const other = reload()
    await login(other, credentialsOf(person))
    const held = hold('/login')
    const signingIn = errorOf(login(client, credentialsOf(person)))
    await held.arrived
    await logout(other)
    held.release()
    expect((await signingIn).code).toBe('superseded')
    const reloaded = reload()
    await reloaded.ready()
    expect(reloaded.getSession().status).toBe('signed-out')
  })
})

describe('site data that were cleared while another tab began anew', () => {
  /** A page that knows much, and a tab that began with nothing. */
  async function createStageOfTwoAges() {
    const stage = createStoredStage()
    const { client, person, reload } = stage
    for (let turn = 0; turn < 3; turn++) {
      await login(client, credentialsOf(person))
      await logout(client)
    }
    await getUser(client, person.id)
    client.start()()
    vi.stubGlobal('indexedDB', new IDBFactory())
    return { ...stage, other: reload() }
  }

  test('the page can still sign in', async () => {
    const { client, other, person, otherPerson, reload } = await createStageOfTwoAges()
    await login(other, credentialsOf(otherPerson))
    await expect(login(client, credentialsOf(person))).resolves.toMatchObject({ id: person.id })
    const reloaded = reload()
    await reloaded.ready()
    expect(reloaded.getSession().user?.id).toBe(person.id)
  })

  test('the page can still sign out and in', async () => {
    const { client, other, person, otherPerson } = await createStageOfTwoAges()
    await login(other, credentialsOf(otherPerson))
    await logout(client)
    await expect(login(client, credentialsOf(person))).resolves.toMatchObject({ id: person.id })
  })

  test('the page can still read', async () => {
    const { client, other, person, otherPerson, emulator } = await createStageOfTwoAges()
    emulator.expireSessions()
    await getUser(other, person.id)
    await expect(getUser(client, otherPerson.id)).resolves.toMatchObject({ id: otherPerson.id })
    await expect(getUser(client, person.id)).resolves.toMatchObject({ id: person.id })
  })
})

describe('a page that is left right after a logout', () => {
  /** A page whose writes stay undone once it has been left, as those of a page that is reloaded do. */
  function createLeavableStage() {
    const notes = new Map<string, string>()
    vi.stubGlobal('document', {})
    vi.stubGlobal('localStorage', {
      getItem: (name: string) => notes.get(name) ?? null,
      setItem: (name: string, value: string) => void notes.set(name, value),
      removeItem: (name: string) => void notes.delete(name),
    })
    const stored = indexedDbStorage()
    const page = { isLeft: false }
    const stage = createStage({
      client: {
        storage: {
          ...stored,
          update: (key, decide) => (page.isLeft ? new Promise(() => {}) : stored.update(key, decide)),
        },
      },
    })
    return { ...stage, page, notes, reload: () => stage.open({ storage: indexedDbStorage() }) }
  }

  /** A page whose storage begins to fail at some moment. */
  function createFailingPage(stage: ReturnType<typeof createLeavableStage>) {
    const stored = indexedDbStorage()
    const page = { fails: false }
    const attempt = <T>(work: () => Promise<T>): Promise<T> =>
      page.fails ? Promise.reject(new DOMException('too slow', 'AbortError')) : work()
    const client = stage.open({
      storage: {
        ...stored,
        read: (key) => attempt(() => stored.read(key)),
        update: (key, decide) => attempt(() => stored.update(key, decide)),
      },
    })
    return { client, page }
  }

  test('brings nobody back, and the session is ended on the server after all', async () => {
    const {
      client,
      person,
      otherPerson,
      page,
      notes,
      reload,
      emulator,
      open: stageOfLeftPage,
    } = createLeavableStage()
    await login(client, credentialsOf(otherPerson))
    await login(client, credentialsOf(person))
    page.isLeft = true
    void logout(client)
    expect([...notes.values()].map((note) => JSON.parse(note) as unknown)).toEqual([
      { v: 1, epoch: 2, rev: 0, kind: 'user', ended: 4 },
    ])
    // Reloaded twice: the first of these pages is left before it could finish the logout.
    await stageOfLeftPage().ready()

    const shown: (number | undefined)[] = []
    const reloaded = reload()
    reloaded.subscribe(() => shown.push(reloaded.getSession().user?.id))
    await reloaded.ready()
    expect(reloaded.getSession()).toMatchObject({ status: 'signed-out', user: null })
    await expect.poll(() => emulator.db.sessions.list()).toEqual([])
    expect(shown.every((id) => id === undefined)).toBe(true)
    await expect.poll(() => [...notes.values()].join()).toContain('"ended":0')
    const again = reload()
    await again.ready()
    expect(again.getSession().status).toBe('signed-out')
  })

  test('does not end the sign-ins that follow', async () => {
    const { client, person, page, notes, reload } = createLeavableStage()
    await login(client, credentialsOf(person))
    page.isLeft = true
    void logout(client)
    const reloaded = reload()
    await login(reloaded, credentialsOf(person))
    const again = reload()
    await again.ready()
    expect(again.getSession()).toMatchObject({ status: 'user', user: { id: person.id } })
    expect([...notes.values()].join()).toContain('"ended":0')
  })

  test('has told the server', async () => {
    const { client, person, page, emulator } = createLeavableStage()
    await login(client, credentialsOf(person))
    page.isLeft = true
    void logout(client)
    await expect.poll(() => emulator.db.sessions.list()).toEqual([])
  })

  test('before it had read what is stored: brings nobody back', async () => {
    const { person, page, reload, open } = createLeavableStage()
    await login(reload(), credentialsOf(person))
    await login(reload(), credentialsOf(person))
    page.isLeft = true
    void logout(open())
    const reloaded = reload()
    await reloaded.ready()
    expect(reloaded.getSession().status).toBe('signed-out')
  })

  test('while a sign-in was being stored: brings nobody back', async () => {
    const { person, reload, open } = createLeavableStage()
    const stored = indexedDbStorage()
    const written = Promise.withResolvers<void>()
    const client = open({
      storage: {
        ...stored,
        async update(key, decide) {
          await stored.update(key, decide)
          written.resolve()
          await new Promise(() => {})
        },
      },
    })
    void login(client, credentialsOf(person))
    await written.promise
    void logout(client)
    const reloaded = reload()
    await reloaded.ready()
    expect(reloaded.getSession().status).toBe('signed-out')
  })

  test('after its storage has failed: brings nobody back', async () => {
    const stage = createLeavableStage()
    const { person, otherPerson, reload } = stage
    const { client, page } = createFailingPage(stage)
    await login(client, credentialsOf(person))
    page.fails = true
    await getUser(client, otherPerson.id)
    await createSession(client)
    await logout(client)
    const reloaded = reload()
    await reloaded.ready()
    expect(reloaded.getSession().status).toBe('signed-out')
    await login(reloaded, credentialsOf(person))
    const again = reload()
    await again.ready()
    expect(again.getSession().user?.id).toBe(person.id)
  })

  test.each(['stays', 'leaves'])(
    'after its storage could not be read and somebody else signed in and %s: brings nobody back',
    async (what) => {
      const stage = createLeavableStage()
      const { person, otherPerson, reload } = stage
      await login(reload(), credentialsOf(person))
      const { client, page } = createFailingPage(stage)
      page.fails = true
      await login(client, credentialsOf(otherPerson))
      if (what === 'leaves') await logout(client)
      const reloaded = reload()
      await reloaded.ready()
      expect(reloaded.getSession()).toMatchObject({ status: 'signed-out', user: null })
    },
  )

  test('a note that outlived the stored session ends no later one', async () => {
    const { client, person, notes, reload } = createLeavableStage()
    await client.ready()
    notes.set('cubekit 1 https://api.cubekit.test', '{"v":1,"epoch":39,"rev":0,"kind":"none","ended":40}')
    await login(client, credentialsOf(person))
    const reloaded = reload()
    await reloaded.ready()
    expect(reloaded.getSession().status).toBe('user')
  })
})

describe('a stored record that is damaged', () => {
  const damaged = [
    'text',
    42,
    null,
    [],
    {},
    { v: 1 },
    { v: 1, epoch: -1, rev: 0, identity: null, appToken: null },
    { v: 1, epoch: 1, rev: 0, identity: { kind: 'admin', user: { id: 1 }, token: 't' }, appToken: null },
    { v: 1, epoch: 1, rev: 0, identity: { kind: 'user', user: { id: 'x' }, token: 't' }, appToken: null },
    { v: 1, epoch: 1, rev: 0, identity: { kind: 'user', user: null, token: 't' }, appToken: null },
    JSON.parse('{"v":1,"epoch":1,"rev":0,"__proto__":{"identity":{"kind":"user"}}}'),
  ]

  test.each(damaged)('%j means signed out, and the next sign-in works', async (record: unknown) => {
    const storage = memoryStorage()
    const { open, person } = createStage()
    await storage.update(`1 https://api.cubekit.test`, () => record)
    const client = open({ storage })
    await client.ready()
    expect(client.getSession().status).toBe('signed-out')
    await login(client, credentialsOf(person))
    const reloaded = open({ storage })
    await reloaded.ready()
    expect(reloaded.getSession().status).toBe('user')
  })

  test('a token that is not text is no token', async () => {
    const storage = memoryStorage()
    const { open } = createStage()
    const identity = { kind: 'user', user: { id: 7, login: 'ada' }, token: { evil: true } }
    await storage.update('1 https://api.cubekit.test', () => ({
      v: 1,
      epoch: 3,
      rev: 1,
      identity,
      appToken: 5,
    }))
    const client = open({ storage })
    await client.ready()
    expect(client.getSession().status).toBe('reauth-required')
  })

  test('a record of a later version is left alone', async () => {
    const storage = memoryStorage()
    const { open, person } = createStage()
    const future = { v: 2, secret: 'of the future' }
    await storage.update('1 https://api.cubekit.test', () => future)
    const client = open({ storage })
    await login(client, credentialsOf(person))
    expect(client.getSession().status).toBe('user')
    expect(await storage.read('1 https://api.cubekit.test')).toEqual(future)
  })
})

describe('a storage that fails', () => {
  const broken: SessionStorage = {
    read: () => Promise.reject(new DOMException('denied', 'SecurityError')),
    update: () => Promise.reject(new DOMException('denied', 'SecurityError')),
    close: () => {},
  }

  test('denied: everything works in memory', async () => {
    const { open, person } = createStage()
    const client = open({ storage: broken })
    await client.ready()
    expect(client.getSession().status).toBe('signed-out')
    await login(client, credentialsOf(person))
    await expect(getUser(client, person.id)).resolves.toMatchObject({ id: person.id })
    await logout(client)
    expect(client.getSession().status).toBe('signed-out')
  })

  test('of the app’s own, that throws wherever it can: nobody is kept signed in', async () => {
    const fail = (): never => {
      throw new Error('broken')
    }
    const { open, person } = createStage()
    const client = open({ storage: { ...broken, close: fail, hints: { read: fail, write: fail } } })
    await login(client, credentialsOf(person))
    await expect(logout(client)).resolves.toEqual({ server: 'revoked', durable: false })
    expect(client.getSession().status).toBe('signed-out')
    await login(client, credentialsOf(person))
    expect(client.getSession().status).toBe('user')
  })

  test('denied by the browser: the name indexedDB throws when it is touched', async () => {
    const { emulator, person } = createStage()
    vi.unstubAllGlobals()
    Object.defineProperty(globalThis, 'indexedDB', {
      configurable: true,
      get: () => {
        throw new DOMException('denied', 'SecurityError')
      },
    })
    try {
      const client = createCubeClient({ ...emulator.clientOptions, signer: localSigner(emulator.keys) })
      await login(client, credentialsOf(person))
      expect(client.getSession().status).toBe('user')
    } finally {
      Reflect.deleteProperty(globalThis, 'indexedDB')
    }
  })

  test('a write that fails after the session was read: the session goes on in memory', async () => {
    const { open, person } = createStage()
    const memory = memoryStorage()
    let full = false
    const storage: SessionStorage = {
      ...memory,
      update: (key, decide) =>
        full ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : memory.update(key, decide),
    }
    const client = open({ storage })
    await login(client, credentialsOf(person))
    full = true
    await logout(client)
    expect(client.getSession().status).toBe('signed-out')
    await login(client, credentialsOf(person))
    expect(client.getSession().status).toBe('user')
  })

  test('one that never answers holds nobody for longer than its deadline', async () => {
    vi.stubGlobal('indexedDB', { open: () => ({}) })
    const { open, person } = createStage()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const client = open({ storage: indexedDbStorage() })
      const signingIn = login(client, credentialsOf(person))
      await vi.advanceTimersByTimeAsync(1500)
      await expect(signingIn).resolves.toMatchObject({ id: person.id })
    } finally {
      vi.useRealTimers()
    }
  })
})
