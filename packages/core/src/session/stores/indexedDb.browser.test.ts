import { createEmulator, type Emulator } from '@cubekit/emulator'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import {
  createCubeClient,
  type CubeClient,
  getUser,
  indexedDbStorage,
  localSigner,
  login,
  logout,
} from '../../index.ts'

// The default storage, in a real browser.

let emulator: Emulator

beforeEach(() => {
  // Every test has an application of its own, and so a record of its own.
  emulator = createEmulator({ appId: crypto.getRandomValues(new Uint32Array(1))[0]! + 1 })
})

/** A page's client: the first, the one after a reload, or another tab's. */
function open(): CubeClient {
  return createCubeClient({ ...emulator.clientOptions, signer: localSigner(emulator.keys) })
}

function credentials(index = 0): { login: string; password: string } {
  const { login, password } = emulator.people[index]!
  return { login, password }
}

describe('a session in IndexedDB', () => {
  test('is known after a reload without a request', async () => {
    const user = await login(open(), credentials())
    const before = emulator.log.length
    const reloaded = open()
    await reloaded.ready()
    expect(reloaded.getSession()).toMatchObject({ status: 'user', user: { id: user.id } })
    expect(emulator.log).toHaveLength(before)
    await getUser(reloaded, emulator.people[1]!.id)
    expect(emulator.log.slice(before).map(({ path }) => path)).toEqual([`/users/${emulator.people[1]!.id}`])
  })

  test('is found by a page that is too busy at first to hear of it', async () => {
    await login(open(), credentials())
    const reloaded = open()
    reloaded.start()
    await Promise.resolve()
    const free = performance.now() + 2000
    while (performance.now() < free);
    await reloaded.ready()
    expect(reloaded.getSession().status).toBe('user')
  })

  test('stays ended after a logout and a reload', async () => {
    const client = open()
    await login(client, credentials())
    await logout(client)
    const reloaded = open()
    await reloaded.ready()
    expect(reloaded.getSession()).toMatchObject({ status: 'signed-out', endReason: 'logged-out' })
  })

  test('survives a page that closes its storage and opens it again', async () => {
    const client = open()
    const stop = client.start()
    await login(client, credentials())
    stop()
    client.start()
    await logout(client)
    const reloaded = open()
    await reloaded.ready()
    expect(reloaded.getSession().status).toBe('signed-out')
  })

  test('is gone when the site data is cleared, and the page goes on', async () => {
    const client = open()
    await login(client, credentials())
    client.start()()
    await deleteDatabase()
    const reloaded = open()
    await reloaded.ready()
    expect(reloaded.getSession()).toMatchObject({ status: 'signed-out', endReason: null })
    await expect(login(reloaded, credentials(1))).resolves.toMatchObject({ id: emulator.people[1]!.id })
  })
})

describe('changes from several sides', () => {
  test('4 tabs with 500 changes each lose none', async () => {
    const key = crypto.randomUUID()
    const tabs = Array.from({ length: 4 }, indexedDbStorage)
    await Promise.all(
      tabs.map(async (tab) => {
        for (let change = 0; change < 500; change++) {
          await tab.update(key, (stored) => Number(stored ?? 0) + 1)
        }
      }),
    )
    expect(await indexedDbStorage().read(key)).toBe(2000)
    for (const tab of tabs) tab.close()
  })

  test('of two tabs that sign in at once, one wins and both know who', async () => {
    const tabs = [open(), open()] as const
    const outcomes = await Promise.allSettled(tabs.map((tab, index) => login(tab, credentials(index))))
    const winners = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.id] : []))
    const reloaded = open()
    await reloaded.ready()
    expect(winners).toContain(reloaded.getSession().user?.id)
    expect(outcomes.filter(({ status }) => status === 'rejected')).toMatchObject(
      winners.length === 1 ? [{ reason: { code: 'superseded' } }] : [],
    )
  })
})

describe('a record that cannot be used', () => {
  test.each(['before', 'after'])('of a later version, written %s ours was read: left alone', async (when) => {
    const uncaught = vi.fn<(event: ErrorEvent) => void>((event) => event.preventDefault())
    window.addEventListener('error', uncaught)
    const { appId, apiUrl } = emulator.clientOptions
    const storage = indexedDbStorage()
    const future = { v: 2, somethingNew: true }
    const client = open()
    if (when === 'after') await client.ready()
    await storage.update(`${appId} ${apiUrl}`, () => future)
    await expect(login(client, credentials())).resolves.toMatchObject({ id: emulator.people[0]!.id })
    expect(client.getSession().status).toBe('user')
    expect(await storage.read(`${appId} ${apiUrl}`)).toEqual(future)
    window.removeEventListener('error', uncaught)
    expect(uncaught.mock.calls.map(([{ message }]) => message)).toEqual([])
  })

  test('refused by whoever changes it: left alone, and nothing is reported as uncaught', async () => {
    const uncaught = vi.fn<(event: ErrorEvent) => void>((event) => event.preventDefault())
    window.addEventListener('error', uncaught)
    const storage = indexedDbStorage()
    const key = crypto.randomUUID()
    await storage.update(key, () => 'before')
    const refused = storage.update(key, () => {
      throw new Error('no')
    })
    await expect(refused).rejects.toThrow('no')
    expect(await storage.read(key)).toBe('before')
    await storage.update(key, () => 'after')
    expect(await storage.read(key)).toBe('after')
    window.removeEventListener('error', uncaught)
    expect(uncaught.mock.calls.map(([{ message }]) => message)).toEqual([])
  })

  test.each([
    ['a text', 'rubbish'],
    ['half a record', { v: 1, epoch: 3 }],
    ['a blob', new Blob(['x'])],
  ])('%s: taken for nothing', async (_, damaged) => {
    const { appId, apiUrl } = emulator.clientOptions
    await indexedDbStorage().update(`${appId} ${apiUrl}`, () => damaged)
    const client = open()
    await client.ready()
    expect(client.getSession().status).toBe('signed-out')
    await login(client, credentials())
    const reloaded = open()
    await reloaded.ready()
    expect(reloaded.getSession().status).toBe('user')
  })
})

function deleteDatabase(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('cubekit')
    request.addEventListener('success', () => resolve())
    request.addEventListener('error', () => reject(request.error ?? new Error('not deleted')))
  })
}
