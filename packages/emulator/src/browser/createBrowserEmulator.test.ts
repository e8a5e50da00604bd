import 'fake-indexeddb/auto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { apiOf, at } from '../../test/api.ts'
import { storeFile } from '../../test/files.ts'
import { createEmulator, type Emulator, type EmulatorOptions } from '../index.ts'
import { createBrowserEmulator } from './index.ts'

let count = 0
const freshName = (): string => `test-${++count}`
const HOUR = 3_600_000
const clock = { now: () => Date.UTC(2026, 0, 15, 12) }

afterEach(() => void vi.unstubAllGlobals())

/** Resolves once everything that was queued before is saved or loaded. */
const settled = (name: string, options: EmulatorOptions = {}): Promise<unknown> =>
  apiOf(createBrowserEmulator({ name, ...options })).session()

describe('createBrowserEmulator', () => {
  it('keeps sessions, newcomers and the clock over a reload', async () => {
    const name = freshName()
    const before = createBrowserEmulator({ name })
    const token = await apiOf(before).userToken(1)
    await apiOf(before).session({ user: { login: 'newcomer', password: 'their-password' } })
    before.clock.advance(HOUR)
    await apiOf(before).get('/session', token)

    const after = createBrowserEmulator({ name })
    const { status, body } = await apiOf(after).get('/session', token)
    expect([status, at(body, 'session', 'user', 'id')]).toEqual([200, before.people[1]!.id])
    expect(after.clock.now() - Date.now()).toBeGreaterThan(0.9 * HOUR)
    expect(
      (await apiOf(after).session({ user: { login: 'newcomer', password: 'their-password' } })).status,
    ).toBe(201)
    expect((await apiOf(after).session({ user: { login: 'newcomer', password: 'other' } })).status).toBe(401)
  })

  it('saves before it answers: a reload right after an answer loses nothing', async () => {
    const name = freshName()
    const tokens = await Promise.all(
      Array.from({ length: 20 }, () => apiOf(createBrowserEmulator({ name })).appToken()),
    )
    const statuses = await Promise.all(
      tokens.map((token) => apiOf(createBrowserEmulator({ name })).get('/session', token)),
    )
    expect(statuses.map(({ status }) => status)).toEqual(tokens.map(() => 200))
  })

  it('saves what is controlled from outside', async () => {
    const name = freshName()
    const first = createBrowserEmulator({ name })
    const token = await apiOf(first).appToken()
    first.expireSessions()
    await settled(name)
    expect((await apiOf(createBrowserEmulator({ name })).get('/session', token)).status).toBe(401)
  })

  describe('a control before the first request', () => {
    it.each<[string, (emulator: Emulator) => void]>([
      ['clock.advance', ({ clock }) => clock.advance(0)],
      ['expireSessions', ({ expireSessions }) => expireSessions({ sessionId: 1 })],
      ['faults.add', ({ faults }) => faults.add({ kind: 'offline', path: '/nowhere' })],
      ['faults.add, of rejectFreshTokens', ({ faults }) => faults.add({ kind: 'rejectFreshTokens' })],
    ])('loses nothing after a reload: %s', async (_, pull) => {
      const name = freshName()
      const before = createBrowserEmulator({ name })
      const token = await apiOf(before).userToken(1)
      await apiOf(before).session({ user: { login: 'newcomer', password: 'their-password' } })

      const after = createBrowserEmulator({ name })
      pull(after)
      await settled(name)
      const { status, body } = await apiOf(after).get('/session', token)
      expect([status, at(body, 'session', 'user', 'id')]).toEqual([200, before.people[1]!.id])
      expect(after.db.users.findByLogin('newcomer')).toBeDefined()
    })

    it('applies to what was saved, once', async () => {
      const name = freshName()
      const before = createBrowserEmulator({ name, clock })
      before.clock.advance(HOUR)
      const token = await apiOf(before).appToken()

      const after = createBrowserEmulator({ name, clock })
      after.clock.advance(HOUR)
      after.expireSessions()
      after.clock.advance(HOUR)
      await settled(name, { clock })
      for (const emulator of [after, createBrowserEmulator({ name, clock })]) {
        expect((await apiOf(emulator).get('/session', token)).status).toBe(401)
        expect(emulator.clock.now()).toBe(clock.now() + 3 * HOUR)
      }
    })

    it.each<[string, (emulator: Emulator) => void, number]>([
      ['clock.set', (emulator) => emulator.clock.set(clock.now() + 5 * HOUR), 5 * HOUR],
      ['clock.skew', (emulator) => emulator.clock.skew(-HOUR), -HOUR],
      ['reset', (emulator) => emulator.reset(), 0],
      ['restore', (emulator) => emulator.restore(createEmulator().snapshot()), 0],
    ])('replaces what it is there to replace: %s', async (_, pull, offset) => {
      const name = freshName()
      const before = createBrowserEmulator({ name, clock })
      before.clock.advance(HOUR)
      await settled(name, { clock })

      const after = createBrowserEmulator({ name, clock })
      pull(after)
      await settled(name, { clock })
      for (const emulator of [after, createBrowserEmulator({ name, clock })]) {
        await apiOf(emulator).session()
        expect(emulator.clock.now()).toBe(clock.now() + offset)
      }
    })

    it('is left out where it makes no sense on what was saved', async () => {
      const name = freshName()
      const millennia = Date.UTC(6000, 0) - Date.UTC(2000, 0)
      createBrowserEmulator({ name, clock }).clock.advance(millennia)
      await settled(name, { clock })
      const after = createBrowserEmulator({ name, clock })
      after.clock.advance(millennia)
      after.clock.advance(HOUR)
      await settled(name, { clock })
      expect(after.clock.now()).toBe(clock.now() + millennia + HOUR)
    })

    it('keeps what another tab did meanwhile', async () => {
      // Without it a tab learns of the others only when it looks.
      vi.stubGlobal('BroadcastChannel', undefined)
      const name = freshName()
      const [here, there] = [createBrowserEmulator({ name }), createBrowserEmulator({ name })]
      await apiOf(there).session()
      const token = await apiOf(here).userToken()
      there.clock.advance(HOUR)
      await settled(name)
      expect((await apiOf(createBrowserEmulator({ name })).get('/session', token)).status).toBe(200)
      await apiOf(here).session()
      expect(here.clock.now() - Date.now()).toBeGreaterThan(0.9 * HOUR)
    })
  })

  it('knows the time after a reload without a request, and says so', async () => {
    const name = freshName()
    const before = createBrowserEmulator({ name, clock })
    before.clock.advance(HOUR)
    await settled(name, { clock })
    const after = createBrowserEmulator({ name, clock })
    const told = new Promise<number>((resolve) => {
      after.subscribe(() => resolve(after.clock.now()))
    })
    expect(await told).toBe(clock.now() + HOUR)
  })

  it('shows its subscribers a control and what was saved together, never one without the other', async () => {
    const name = freshName()
    createBrowserEmulator({ name, clock }).clock.advance(HOUR)
    await settled(name, { clock })
    const after = createBrowserEmulator({ name, clock })
    after.clock.advance(HOUR)
    const told = new Promise<number>((resolve) => {
      after.subscribe(() => resolve(after.clock.now()))
    })
    expect(await told).toBe(clock.now() + 2 * HOUR)
  })

  it('keeps the contents of files over a reload, shares them with other tabs, and forgets deleted ones', async () => {
    const name = freshName()
    const [before, tab] = [createBrowserEmulator({ name }), createBrowserEmulator({ name })]
    const token = await apiOf(before).userToken()
    const kept = await storeFile(before, apiOf(before), token, 'kept', { public: true })
    const gone = await storeFile(before, apiOf(before), token, 'gone', { public: true })
    expect((await apiOf(tab).get(`/blobs/${kept.uid}`)).body).toBe('kept')
    await apiOf(tab).delete(`/blobs/${gone.id}`, token)
    const snapshot = before.snapshot()
    expect(JSON.stringify(snapshot)).not.toContain('kept')

    const after = createBrowserEmulator({ name })
    expect((await apiOf(after).get(`/blobs/${kept.uid}`)).body).toBe('kept')
    expect((await apiOf(after).get(`/blobs/${gone.uid}`, token)).status).toBe(404)
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const count = await new Promise<number>((resolve, reject) => {
      const request = database.transaction('contents').objectStore('contents').count()
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    database.close()
    expect(count).toBe(1)
  })

  it('keeps files in memory where storage is denied', async () => {
    vi.stubGlobal('indexedDB', undefined)
    const emulator = createBrowserEmulator({ name: freshName() })
    const api = apiOf(emulator)
    const { uid } = await storeFile(emulator, api, await api.userToken(), 'hello', { public: true })
    expect((await api.get(`/blobs/${uid}`)).body).toBe('hello')
  })

  it('is one emulator in two tabs', async () => {
    const name = freshName()
    const [here, there] = [createBrowserEmulator({ name }), createBrowserEmulator({ name })]
    await apiOf(there).session()
    const token = await apiOf(here).userToken()
    expect((await apiOf(there).get('/session', token)).status).toBe(200)
    await apiOf(there).delete('/login', token)
    expect(at((await apiOf(here).get('/session', token)).body, 'session', 'user_id')).toBeNull()
  })

  it('tells the other tabs, so that their pages show it', async () => {
    const name = freshName()
    const [here, there] = [createBrowserEmulator({ name }), createBrowserEmulator({ name })]
    const told = new Promise<void>((resolve) => void there.subscribe(resolve))
    await apiOf(here).session({ user: { login: 'newcomer', password: 'their-password' } })
    await told
    expect(there.db.users.findByLogin('newcomer')).toBeDefined()
  })

  it('has a state per name', async () => {
    const token = await apiOf(createBrowserEmulator({ name: freshName() })).appToken()
    expect((await apiOf(createBrowserEmulator({ name: freshName() })).get('/session', token)).status).toBe(
      401,
    )
  })

  it('forgets a state of other people', async () => {
    const name = freshName()
    const token = await apiOf(createBrowserEmulator({ name })).appToken()
    const changed = createBrowserEmulator({ name, users: 20 })
    expect((await apiOf(changed).get('/session', token)).status).toBe(401)
    const newToken = await apiOf(changed).userToken(19)
    expect((await apiOf(createBrowserEmulator({ name, users: 20 })).get('/session', newToken)).status).toBe(
      200,
    )
  })

  it.each([{}, { version: 1, fingerprint: 'people 10 of seed 1' }, null, 'nonsense'])(
    'starts anew from a damaged state: %j',
    async (snapshot) => {
      const name = freshName()
      await settled(name)
      await new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.onsuccess = () => {
          const writing = opening.result.transaction('state', 'readwrite')
          writing.objectStore('state').put(snapshot, 'snapshot')
          writing.oncomplete = () => resolve()
          writing.onerror = () => reject(writing.error)
        }
      })
      const emulator = createBrowserEmulator({ name })
      const token = await apiOf(emulator).userToken()
      expect((await apiOf(createBrowserEmulator({ name })).get('/session', token)).status).toBe(200)
    },
  )

  it.each([
    ['is missing', undefined],
    [
      'is denied',
      {
        open: () => {
          throw new DOMException('denied', 'SecurityError')
        },
      },
    ],
  ])('works from memory where storage %s', async (_, indexedDB) => {
    vi.stubGlobal('indexedDB', indexedDB)
    const api = apiOf(createBrowserEmulator({ name: freshName() }))
    const token = await api.userToken()
    expect((await api.get('/session', token)).status).toBe(200)
  })

  it('works from memory where storage never opens', async () => {
    vi.useFakeTimers()
    vi.stubGlobal('indexedDB', { open: () => ({}) })
    const answer = apiOf(createBrowserEmulator({ name: freshName() })).session()
    await vi.advanceTimersByTimeAsync(1_500)
    vi.useRealTimers()
    expect((await answer).status).toBe(201)
  })

  it('works where the browser has neither locks nor channels, and loses nothing', async () => {
    vi.stubGlobal('navigator', {})
    vi.stubGlobal('BroadcastChannel', undefined)
    const name = freshName()
    const api = apiOf(createBrowserEmulator({ name }))
    const workers = Array.from({ length: 4 }, async (): Promise<string[]> => {
      const tokens: string[] = []
      while (tokens.length < 5) tokens.push(await api.appToken())
      return tokens
    })
    const tokens = (await Promise.all(workers)).flat()
    const reloaded = apiOf(createBrowserEmulator({ name }))
    const statuses = await Promise.all(
      tokens.map(async (token) => (await reloaded.get('/session', token)).status),
    )
    expect(statuses).toEqual(tokens.map(() => 200))
  })
})
