import { describe, expect, it, vi } from 'vitest'
import { apiOf, at, setUp, tokenIn } from '../test/api.ts'
import { createEmulator } from './index.ts'

const HOUR = 3_600_000

describe('createEmulator', () => {
  it('hands out what a client needs', () => {
    const { clientOptions, keys, fetch } = createEmulator()
    expect(clientOptions).toEqual({ appId: 1, apiUrl: 'https://api.cubekit.test', fetch })
    expect(keys).toEqual({ authKey: 'emulator-auth-key', authSecret: 'emulator-auth-secret' })
    const mine = createEmulator({ appId: 7, apiUrl: 'https://api.example', authKey: 'k', authSecret: 's' })
    expect(mine.clientOptions).toMatchObject({ appId: 7, apiUrl: 'https://api.example' })
    expect(mine.keys).toEqual({ authKey: 'k', authSecret: 's' })
  })

  it('has a fetch that takes all that fetch takes, unbound', async () => {
    const { fetch } = createEmulator()
    const url = 'https://api.cubekit.test/session'
    for (const input of [url, new URL(url), new Request(url), '/session']) {
      expect((await fetch(input)).status).toBe(401)
    }
    const overridden = await fetch(new Request(url), { method: 'OPTIONS' })
    expect(overridden.status).toBe(204)
  })

  it('does not start what is aborted', async () => {
    const { emulator } = setUp()
    await expect(emulator.fetch('/session', { signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow(
      'no',
    )
    expect(emulator.log).toEqual([])
  })

  it.each([{ users: -1 }, { users: 1.5 }, { users: Number.NaN }, { seed: -1 }, { seed: 0.5 }])(
    'refuses %j',
    (options) => {
      expect(() => createEmulator(options)).toThrow(RangeError)
    },
  )

  it('tells its subscribers of every request and every control', async () => {
    const { emulator, api } = setUp()
    const listener = vi.fn()
    const leave = emulator.subscribe(listener)
    const calls = async (act: () => unknown): Promise<number> => {
      listener.mockClear()
      await act()
      return listener.mock.calls.length
    }
    expect(await calls(() => api.session())).toBe(1)
    expect(await calls(() => emulator.clock.advance(1))).toBe(1)
    expect(await calls(() => emulator.clock.set(0))).toBe(1)
    expect(await calls(() => emulator.expireSessions())).toBe(1)
    const takeBack = emulator.faults.add({ kind: 'offline' })
    expect(await calls(() => api.session().catch(() => undefined))).toBe(1)
    expect(await calls(takeBack)).toBe(1)
    expect(await calls(() => emulator.faults.clear())).toBe(1)
    expect(await calls(() => emulator.reset())).toBeGreaterThan(0)
    leave()
    expect(await calls(() => api.session())).toBe(0)
  })

  it('reports a subscriber that fails, and goes on', () => {
    const { emulator } = setUp()
    const next = vi.fn()
    emulator.subscribe(() => {
      throw new Error('mine')
    })
    emulator.subscribe(next)
    const queue = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation(() => undefined)
    emulator.clock.advance(1)
    const report = queue.mock.calls[0]?.[0]
    queue.mockRestore()
    expect(next).toHaveBeenCalledTimes(1)
    expect(report).toThrow('mine')
  })
})

describe('the clock', () => {
  it('runs with its source, moved by what one asks for', () => {
    let time = 1000
    const { clock } = createEmulator({ clock: { now: () => time } })
    expect(clock.now()).toBe(1000)
    clock.advance(500)
    expect(clock.now()).toBe(1500)
    time += 10
    expect(clock.now()).toBe(1510)
    clock.set(new Date(5000))
    expect(clock.now()).toBe(5000)
    time += 10
    expect(clock.now()).toBe(5010)
    clock.set(3)
    expect(clock.now()).toBe(3)
    expect(() => clock.advance(Number.NaN)).toThrow(RangeError)
    expect(clock.now()).toBe(3)
  })

  it('is the machine’s by default', () => {
    const before = Date.now()
    const now = createEmulator().clock.now()
    expect(now).toBeGreaterThanOrEqual(before)
    expect(now).toBeLessThanOrEqual(Date.now())
  })
})

describe('the journal', () => {
  it('tells who asked for what, in the order of arrival', async () => {
    const { emulator, api } = setUp()
    const token = await api.userToken()
    emulator.clock.advance(1000)
    await api.get('/users/v2.json?id=1', token)
    await api.get('/nowhere', token)
    const [login, search, lost] = emulator.log
    const { id } = emulator.people[0]!
    expect(login).toMatchObject({
      at: Date.UTC(2026, 0, 15, 12),
      method: 'POST',
      path: '/session',
      status: 201,
      userId: id,
      tokenHash: null,
    })
    expect(search).toMatchObject({
      method: 'GET',
      path: '/users/v2',
      query: 'id=1',
      status: 200,
      userId: id,
      sessionId: login!.sessionId,
    })
    expect(search!.at - login!.at).toBe(1000)
    expect(search!.tokenHash).toMatch(/^[0-9a-f]{12}$/)
    expect(lost).toMatchObject({ path: '/nowhere', status: 404, tokenHash: search!.tokenHash, userId: null })
  })

  it('drops its oldest entries instead of growing for ever', async () => {
    const { emulator } = setUp()
    for (let count = 0; count < 5001; count++) await emulator.fetch(`/nowhere?${count}`)
    expect(emulator.log).toHaveLength(5000)
    expect(emulator.log[0]).toMatchObject({ query: '1' })
  })
})

describe('secrets', () => {
  it('are in no answer, no journal and no snapshot', async () => {
    const { emulator, api } = setUp({
      users: [{ login: 'ada', email: 'ada@example.com', password: 'CANARY-seed' }],
    })
    const answers: string[] = []
    const keep = async (reply: Promise<{ body: unknown }>): Promise<void> =>
      void answers.push(JSON.stringify((await reply).body))
    const login = await api.session({ user: { login: 'ada', password: 'CANARY-seed' } })
    const token = tokenIn(login)
    answers.push(JSON.stringify(at(login.body, 'session', 'user')))
    await keep(api.post('/users', { user: { login: 'grace', password: 'CANARY-signup' } }, token))
    await keep(api.session({ user: { login: 'ada', password: 'CANARY-wrong' } }))
    await keep(
      api.session({ user: { login: 'new', password: 'CANARY-auto' }, signature: 'CANARY-signature' }),
    )
    await keep(
      api.post(
        '/login',
        { 'user[password]': 'CANARY-flat', provider: 'facebook', keys: { token: 'CANARY-provider' } },
        token,
      ),
    )
    await keep(api.get('/users/v2?login[]=ada&login[]=grace', token))
    await api.get(`/nowhere?token=${token}&user[password]=CANARY-query&user%5Bpassword%5D=CANARY-encoded`)
    await api.get('/nowhere?user%5Bp%61ssword%5D=CANARY-letter&%zz=CANARY-unreadable')
    await emulator.fetch('/session', {
      method: 'POST',
      body: '{"password":"CANARY-broken',
      headers: { 'Content-Type': 'application/json' },
    })

    const journal = JSON.stringify(emulator.log)
    const snapshot = JSON.stringify(emulator.snapshot())
    for (const text of [...answers, journal, snapshot]) {
      expect(text).not.toContain('CANARY')
      expect(text).not.toContain(token)
      expect(text).not.toContain(emulator.keys.authSecret)
    }
    expect(journal).not.toContain(emulator.keys.authKey)
    expect(journal).toContain('"login":"ada","password":"[redacted]"')
    expect(journal).toContain('token=[redacted]&user[password]=[redacted]')
    expect(journal).toContain('user%5Bp%61ssword%5D=[redacted]&%zz=[redacted]')
  })
})

describe('reset', () => {
  it('goes back to the seeded people, and forgets everything else', async () => {
    const { emulator, api } = setUp()
    const fresh = JSON.stringify(emulator.snapshot().users)
    const token = await api.userToken()
    await api.session({ user: { login: 'newcomer', password: 'password' } })
    emulator.faults.add({ kind: 'hang', path: '/nowhere' })
    emulator.clock.advance(HOUR)
    emulator.reset()
    expect(JSON.stringify(emulator.snapshot().users)).toBe(fresh)
    expect(emulator.log).toEqual([])
    expect(emulator.faults.list()).toEqual([])
    expect(emulator.clock.now()).toBe(Date.UTC(2026, 0, 15, 12))
    expect((await api.get('/session', token)).status).toBe(401)
    expect(
      (
        await api.session({
          user: { login: emulator.people[0]!.login, password: emulator.people[0]!.password },
        })
      ).status,
    ).toBe(201)
  })
})

describe('snapshot and restore', () => {
  it('bring a state back elsewhere: sessions, newcomers, passwords, the clock', async () => {
    const { emulator, api } = setUp()
    const token = await api.userToken(3)
    await api.session({ user: { login: 'newcomer', password: 'their-password' } })
    const guest = tokenIn(await api.session({ user: { guest: '1' } }))
    emulator.clock.advance(HOUR)
    const kept: unknown = JSON.parse(JSON.stringify(emulator.snapshot()))
    expect(kept).toEqual(emulator.snapshot())

    const other = setUp()
    other.emulator.restore(emulator.snapshot())
    expect(at((await other.api.get('/session', token)).body, 'session', 'user', 'id')).toBe(
      emulator.people[3]!.id,
    )
    expect(
      (await other.api.session({ user: { login: 'newcomer', password: 'their-password' } })).status,
    ).toBe(201)
    expect((await other.api.session({ user: { login: 'newcomer', password: 'another' } })).status).toBe(401)
    expect(other.emulator.clock.now()).toBe(emulator.clock.now())
    other.emulator.clock.advance(23 * HOUR)
    expect((await other.api.get('/session', guest)).status).toBe(401)
    expect([...other.emulator.db.users.list()].some(({ is_guest }) => is_guest === true)).toBe(false)
  })

  it('are not touched by what happens later', async () => {
    const { emulator, api } = setUp()
    const before = emulator.snapshot()
    const text = JSON.stringify(before)
    await api.userToken()
    expect(JSON.stringify(before)).toBe(text)
  })

  it('refuse a state of other people', () => {
    const snapshot = createEmulator({ seed: 2 }).snapshot()
    expect(() => createEmulator({ seed: 3 }).restore(snapshot)).toThrow('other seeded people')
    expect(() => createEmulator({ seed: 2, users: 11 }).restore(snapshot)).toThrow('other seeded people')
    expect(() => createEmulator({ seed: 2 }).restore(snapshot)).not.toThrow()
  })

  it('keep a signature’s pair used up', async () => {
    const { emulator, api } = setUp({ signatures: 'ignore' })
    await api.session()
    const other = setUp({ signatures: 'ignore' })
    other.emulator.restore({ ...emulator.snapshot(), nonces: [[1, 'a']] })
    expect(other.emulator.snapshot().nonces).toEqual([[1, 'a']])
  })
})

it('gives each emulator a state of its own', async () => {
  const [first, second] = [createEmulator(), createEmulator()]
  const token = await apiOf(first).appToken()
  expect((await apiOf(second).get('/session', token)).status).toBe(401)
})
