import { expect, it, vi } from 'vitest'
import { at, setUp } from '../../test/api.ts'
import { assembleEmulator } from '../assembleEmulator.ts'
import type { Emulator, Fault } from '../index.ts'

interface Controls {
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>
}

function controlsOf(emulator: Emulator): Controls {
  return {
    async call(method, path, body) {
      const response = await emulator.fetch(`/__emulator/${path}`, {
        method,
        headers: { 'Emulator-Control-Token': emulator.controlToken },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: response.status, body: await response.json() }
    },
  }
}

it('need the control token, which every emulator makes for itself', async () => {
  const { emulator } = setUp()
  expect(emulator.controlToken).toMatch(/^[0-9a-f]{32}$/)
  expect(setUp().emulator.controlToken).not.toBe(emulator.controlToken)
  for (const headers of [
    {},
    { 'Emulator-Control-Token': '' },
    { 'Emulator-Control-Token': 'x'.repeat(32) },
  ]) {
    const response = await emulator.fetch('/__emulator/reset', { method: 'POST', headers })
    expect([response.status, await response.json()]).toEqual([
      401,
      { errors: ['The controls need the control token, in the header Emulator-Control-Token.'] },
    ])
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
  }
  const { emulator: given } = setUp({ controlToken: 'mine' })
  expect((await controlsOf(given).call('GET', 'clock')).status).toBe(200)
})

it('are not for pages of other origins, not even with the token', async () => {
  const served = assembleEmulator({})
  const headers = { 'Emulator-Control-Token': served.controlToken }
  const from = async (origin: string): Promise<number> =>
    (
      await served.answer(
        new Request('http://127.0.0.1:4010/__emulator/log', { headers: { ...headers, Origin: origin } }),
      )
    ).status
  expect(await from('http://127.0.0.1:5173')).toBe(403)
  expect(await from('null')).toBe(403)
  expect(await from('http://127.0.0.1:4010')).toBe(200)
  const preflight = await served.fetch('/__emulator/log', { method: 'OPTIONS' })
  expect([preflight.status, preflight.headers.get('Access-Control-Allow-Headers')]).toEqual([401, null])
})

it('leave no trace in the journal, and no fault hits them', async () => {
  const { emulator } = setUp()
  emulator.faults.add({ kind: 'offline' })
  emulator.faults.add({ kind: 'badPreflight' })
  expect((await controlsOf(emulator).call('GET', 'faults')).status).toBe(200)
  expect(emulator.log).toEqual([])
})

it('order every kind of fault, list them, and take them back one by one or all', async () => {
  const { emulator } = setUp()
  const { call } = controlsOf(emulator)
  const faults: Fault[] = [
    { kind: 'offline' },
    { kind: 'hang', path: '/users', method: 'GET' },
    { kind: 'html200', times: 3 },
    { kind: 'truncate' },
    { kind: 'reset' },
    { kind: 'noCors' },
    { kind: 'badPreflight' },
    { kind: 'expire' },
    { kind: 'rejectFreshTokens' },
    { kind: 'dropAfterCommit' },
    { kind: 'delay', ms: 50 },
    { kind: 'drip', ms: 50, bytes: 1 },
    { kind: 'drip', ms: 50 },
    { kind: 'errors200' },
    { kind: 'errors200', body: { errors: { base: ['mine'] } } },
    { kind: 'status', status: 503 },
    { kind: 'status', status: 429, retryAfter: 7, body: 'slow down' },
    { kind: 'status', status: 422, body: { errors: ['mine'] } },
    { kind: 'redirect', location: 'https://portal.example/' },
    { kind: 'redirect', location: '/', status: 307 },
    { kind: 'rateLimit', requests: 2, perMs: 1000 },
    { kind: 'rateLimit', requests: 2, perMs: 1000, retryAfter: false },
  ]
  for (const fault of faults)
    expect([fault, (await call('POST', 'faults', fault)).status]).toEqual([fault, 200])
  expect(emulator.faults.list()).toEqual(faults)
  const { body } = await call('GET', 'faults')
  expect(at(body, 'faults', 2)).toEqual({ kind: 'html200', times: 3, id: 3, left: 3 })
  expect(at(body, 'faults', 0, 'left')).toBeNull()
  expect(at((await call('DELETE', 'faults/3')).body, 'faults', 'length')).toBe(faults.length - 1)
  expect((await call('DELETE', 'faults/3')).status).toBe(404)
  expect((await call('DELETE', 'faults')).body).toEqual({ faults: [] })
  expect(emulator.faults.list()).toEqual([])
})

it.each([
  [{}, '"kind" must be one of'],
  [{ kind: 'toString' }, '"kind" must be one of'],
  [{ kind: 'delay' }, '"ms" must be a whole number from 0'],
  [{ kind: 'delay', ms: '5' }, '"ms" must be'],
  [{ kind: 'status', status: 99 }, '"status" must be a whole number from 200 to 599'],
  [{ kind: 'status', status: 500, body: { message: 'x' } }, '"body" must be { "errors": … }'],
  [{ kind: 'redirect' }, '"location" must be a text'],
  [{ kind: 'redirect', location: '/\r\nX: y' }, '"location" must be a text'],
  [{ kind: 'redirect', location: '/', status: 200 }, '"status" of a redirect'],
  [{ kind: 'rateLimit', requests: 1, perMs: 0 }, '"perMs" must be'],
  [{ kind: 'rateLimit', requests: 1, perMs: 1, retryAfter: 3 }, '"retryAfter" must be true or false'],
  [{ kind: 'offline', times: 0.5 }, '"times" must be a whole number'],
  [{ kind: 'offline', times: 0 }, '"times" must be a whole number from 1'],
  [{ kind: 'offline', tims: 1 }, 'There is no "tims" here'],
  [{ kind: 'offline', ms: 5 }, 'There is no "ms" here'],
])('refuse the fault %j', async (fault, message) => {
  const { emulator } = setUp()
  const { status, body } = await controlsOf(emulator).call('POST', 'faults', fault)
  expect([status, at(body, 'errors', 0)]).toEqual([422, expect.stringContaining(message)])
  expect(emulator.faults.list()).toEqual([])
})

it('end one session, those of a user, or all', async () => {
  const { emulator, api } = setUp()
  const { call } = controlsOf(emulator)
  const tokens = [
    await api.userToken(0),
    await api.userToken(0),
    await api.userToken(1),
    await api.appToken(),
  ]
  const alive = (): Promise<boolean[]> =>
    Promise.all(tokens.map(async (token) => (await api.get('/session', token)).status === 200))
  await call('POST', 'expire', { sessionId: emulator.db.sessions.list()[0]!.id })
  expect(await alive()).toEqual([false, true, true, true])
  await call('POST', 'expire', { userId: emulator.people[0]!.id })
  expect(await alive()).toEqual([false, false, true, true])
  for (const mistaken of [{ userId: 'all' }, { userId: null }, { user_id: emulator.people[1]!.id }, []]) {
    expect((await call('POST', 'expire', mistaken)).status).toBe(422)
  }
  expect(await alive()).toEqual([false, false, true, true])
  await call('POST', 'expire')
  expect(await alive()).toEqual([false, false, false, false])
})

it('move the clock, and refuse a time that is none', async () => {
  const { emulator } = setUp()
  const { call } = controlsOf(emulator)
  const start = emulator.clock.now()
  expect((await call('POST', 'clock', { advance: 60_000 })).body).toEqual({ now: start + 60_000 })
  expect((await call('POST', 'clock', { skew: -1000 })).body).toEqual({ now: start - 1000 })
  const set = Date.UTC(2030, 0)
  expect((await call('POST', 'clock', { set })).body).toEqual({ now: set })
  expect((await call('POST', 'clock', { set: '2031-01-01T00:00:00Z' })).body).toEqual({
    now: Date.UTC(2031, 0),
  })
  for (const body of [{}, { set: 'tomorrow' }, { advance: 1e300 }, { skew: -1e14 }, { advance: '5' }]) {
    expect([body, (await call('POST', 'clock', body)).status]).toEqual([body, 422])
  }
  expect((await call('GET', 'clock')).body).toEqual({ now: Date.UTC(2031, 0) })
})

it('save and restore the state, and refuse what is no snapshot without losing what is there', async () => {
  const { emulator, api } = setUp()
  const { call } = controlsOf(emulator)
  const token = await api.userToken()
  const { body: snapshot } = await call('GET', 'snapshot')
  expect(JSON.stringify(snapshot)).not.toContain(token)
  await call('POST', 'reset')
  expect((await api.get('/session', token)).status).toBe(401)
  expect((await call('POST', 'restore', snapshot)).status).toBe(200)
  expect((await api.get('/session', token)).status).toBe(200)
  const broken = { ...(snapshot as object), sessions: 'none' }
  for (const body of [{}, [], { version: 1, fingerprint: 'x' }, broken]) {
    expect([body, (await call('POST', 'restore', body)).status]).toEqual([body, 422])
  }
  expect((await api.get('/session', token)).status).toBe(200)
})

it('show the journal and the outbox, and empty them', async () => {
  const { emulator, api } = setUp()
  const { call } = controlsOf(emulator)
  await api.userToken()
  const { body } = await call('GET', 'log')
  expect(body).toEqual({ log: emulator.log })
  expect(JSON.stringify(body)).not.toContain(emulator.people[0]!.password)
  await call('DELETE', 'log')
  expect(emulator.log).toEqual([])
  expect((await call('GET', 'outbox')).body).toEqual({ mails: [] })
  expect((await call('DELETE', 'outbox')).status).toBe(200)
})

it('show a password for as long as it is the one a person was given', async () => {
  const { emulator, api } = setUp()
  const [person, other] = emulator.people
  const shown = async (id: number): Promise<unknown> => {
    const { body } = await controlsOf(emulator).call('GET', `state?search=${id}`)
    return at(body, 'users', 'shown', 0, 'password')
  }
  expect(await shown(person!.id)).toBe(person!.password)
  const token = await api.userToken()
  const change = { user: { password: 'another-one-1', old_password: person!.password } }
  expect((await api.put(`/users/${person!.id}`, change, token)).status).toBe(200)
  expect(await shown(person!.id)).toBeNull()
  expect(await shown(other!.id)).toBe(other!.password)
  expect(emulator.db.users.seededPassword(person!.id)).toBeNull()
})

it('show the whole state, and wait for the next change when asked to', async () => {
  const { emulator, api } = setUp({ users: 200 })
  const { call } = controlsOf(emulator)
  await api.userToken()
  await api.appToken()
  const [person] = emulator.people
  const { body } = await call('GET', 'state')
  expect(body).toMatchObject({
    now: emulator.clock.now(),
    users: { total: 200 },
    sessions: { total: 2, shown: [{ userId: null }, { userId: person!.id, userName: person!.full_name }] },
    log: [{ path: '/session' }, { path: '/session' }],
    outbox: [],
    faults: [],
  })
  expect(at(body, 'users', 'shown', 'length')).toBe(50)
  const found = await call('GET', `state?search=${encodeURIComponent(emulator.people[150]!.email)}`)
  expect(at(found.body, 'users', 'shown', 0)).toMatchObject({ id: emulator.people[150]!.id })

  const settled = vi.fn()
  const next = call('GET', `state?since=${String(at(body, 'revision'))}`).then((reply) => (settled(), reply))
  await call('GET', 'clock')
  expect(settled).not.toHaveBeenCalled()
  emulator.faults.add({ kind: 'offline' })
  expect(at((await next).body, 'faults', 'length')).toBe(1)
})

it('say what there is when asked for something else, and what is wrong with a body', async () => {
  const { emulator } = setUp()
  const unknown = await controlsOf(emulator).call('GET', 'sessions')
  expect([unknown.status, at(unknown.body, 'errors', 0)]).toEqual([
    404,
    expect.stringContaining('POST /__emulator/faults'),
  ])
  const broken = await emulator.fetch('/__emulator/faults', {
    method: 'POST',
    headers: { 'Emulator-Control-Token': emulator.controlToken },
    body: '{',
  })
  expect(broken.status).toBe(400)
})
