import { createStage, errorOf } from '@cubekit/testing'
import type { Fault } from '@cubekit/emulator'
import * as fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createSession, getSession, getUser, getUsers, isCubeError, login, logout } from '../../src/index.ts'
import { credentialsOf } from './credentialsOf.ts'

afterEach(() => void vi.useRealTimers())

const sessionsMade = (requests: readonly string[]): number =>
  requests.filter((request) => request === 'POST /session').length

test.each<Fault>([{ kind: 'offline' }, { kind: 'reset' }, { kind: 'badPreflight' }])(
  'row 36: %j: one error with advice, the session stays, and all is well once it is over (I5)',
  async (fault) => {
    const { client, person, otherPerson, emulator } = createStage()
    await login(client, credentialsOf(person))
    const recover = emulator.faults.add(fault)
    const error = await errorOf(getUser(client, otherPerson.id))
    expect(error.code).toBe('unreachable')
    expect(error.message).toMatch(/network.*API URL.*CORS/)
    expect(client.getSession()).toMatchObject({ status: 'user', isStale: true })
    recover()
    await expect(getUser(client, otherPerson.id)).resolves.toMatchObject({ id: otherPerson.id })
    expect(client.getSession().isStale).toBe(false)
  },
)

test.each<[Fault, string]>([
  [{ kind: 'html200' }, 'protocol'],
  [{ kind: 'redirect', location: 'https://portal.example/' }, 'unreachable'],
])('row 37: a captive portal, by %j: an error, the session stays (I6, I4)', async (fault, code) => {
  const { client, person, otherPerson, emulator, requests } = createStage()
  await login(client, credentialsOf(person))
  emulator.faults.add(fault)
  const before = requests().length
  const fetched = errorOf(getUser(client, otherPerson.id))
  // The emulator in the process gives redirects as they are: what `redirect: 'error'` makes of them is the browser's.
  const error = await fetched
  expect([code, 'protocol']).toContain(error.code)
  expect(client.getSession().status).toBe('user')
  expect(requests().length - before).toBe(1)
})

describe('row 38: an answer that is no answer', () => {
  test('cut off in its middle: an error (I5)', async () => {
    const { client, person, emulator } = createStage()
    await getUser(client, person.id)
    emulator.faults.add({ kind: 'truncate' })
    expect((await errorOf(getUser(client, person.id))).code).toBe('protocol')
  })

  test('empty: an error where something was asked for, and fine for a DELETE', async () => {
    const { open, person, emulator } = createStage()
    const client = open({
      async fetch(input, init) {
        const answer = await emulator.fetch(input, init)
        return ['GET', 'DELETE'].includes(init?.method ?? '') ? new Response('', { status: 200 }) : answer
      },
    })
    await login(client, credentialsOf(person))
    expect((await errorOf(getUser(client, person.id))).code).toBe('protocol')
    expect(await logout(client)).toMatchObject({ server: 'revoked' })
  })

  test('any bytes at all: an error of Cubekit, never another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.integer({ min: 200, max: 599 }), async (body, status) => {
        const { open, person } = createStage()
        const nullBody = [204, 205, 304].includes(status)
        const client = open({
          fetch: () => Promise.resolve(new Response(nullBody ? null : body, { status })),
        })
        const outcome: unknown = await getUser(client, person.id).catch((error: unknown) => error)
        expect(isCubeError(outcome)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

test.each<Fault>([{ kind: 'hang' }, { kind: 'drip', ms: 5000, bytes: 1 }])(
  'row 39: %j: given up after 15 s, the body included (I5)',
  async (fault) => {
    const { client, person, emulator } = createStage()
    await getUser(client, person.id)
    emulator.faults.add(fault)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const waiting = errorOf(getUser(client, person.id))
    await vi.advanceTimersByTimeAsync(15_000)
    expect((await waiting).code).toBe('timeout')
  },
)

describe('row 40: a server that asks for a pause', () => {
  test('is given it before the next session is opened (I4)', async () => {
    const { client, person, emulator, requests } = createStage()
    emulator.faults.add({ kind: 'status', status: 429, retryAfter: 20, path: '/session', times: 1 })
    expect(await errorOf(getUser(client, person.id))).toMatchObject({
      code: 'rate-limited',
      retryAfterMs: 20_000,
    })
    expect(await errorOf(getUser(client, person.id))).toMatchObject({ code: 'sessions-paused' })
    expect(sessionsMade(requests())).toBe(1)
    emulator.clock.advance(20_000)
    await expect(getUser(client, person.id)).resolves.toMatchObject({ id: person.id })
  })

  test('without saying how long: the breaker counts (I4)', async () => {
    const { client, person, emulator, requests } = createStage()
    emulator.faults.add({ kind: 'status', status: 429, path: '/session' })
    for (let call = 0; call < 20; call++) await errorOf(getUser(client, person.id))
    expect(sessionsMade(requests())).toBe(2)
  })
})

test.each<Fault>([
  { kind: 'status', status: 503 },
  { kind: 'status', status: 429 },
  { kind: 'html200' },
  { kind: 'offline' },
])('row 41: ten minutes of %j: few sessions, and the user stays signed in (I4, I6)', async (fault) => {
  const { client, person, otherPerson, emulator, requests } = createStage()
  await login(client, credentialsOf(person))
  const before = requests().length
  emulator.faults.add(fault)
  for (let second = 0; second < 600; second += 5) {
    emulator.clock.advance(5000)
    await errorOf(getUser(client, otherPerson.id))
  }
  expect(sessionsMade(requests().slice(before))).toBe(0)
  expect(client.getSession()).toMatchObject({ status: 'user', user: { id: person.id } })
})

test('row 44: a lost answer of POST /session: the next try is signed anew (I10, I4)', async () => {
  const { client, person, emulator } = createStage({ emulator: { signatures: 'require' } })
  emulator.faults.add({ kind: 'dropAfterCommit', method: 'POST', path: '/session', times: 1 })
  expect((await errorOf(getUser(client, person.id))).code).toBe('unreachable')
  await expect(getUser(client, person.id)).resolves.toMatchObject({ id: person.id })
  const nonces = emulator.log
    .filter(({ path }) => path === '/session')
    .map((entry) => entry.requestBody?.['nonce'])
  expect(new Set(nonces).size).toBe(2)
})

describe('row 45: a server that refuses the sessions it has just made', () => {
  test('gets two, then one after 30 s, 1, 2, 4 and 5 minutes (I4)', async () => {
    const { client, person, emulator } = createStage()
    await getUser(client, person.id)
    emulator.faults.add({ kind: 'rejectFreshTokens' })
    emulator.expireSessions()
    const start = emulator.clock.now()
    const from = emulator.log.length
    for (let second = 0; second < 3600; second += 10) {
      const error = await errorOf(getUser(client, person.id))
      if (error.code === 'sessions-paused') expect(error.retryAfterMs).toBeGreaterThan(0)
      emulator.clock.advance(10_000)
    }
    const at = emulator.log
      .slice(from)
      .filter(({ method, path }) => method === 'POST' && path === '/session')
      .map((entry) => Math.round((entry.at - start) / 1000))
    expect(at.slice(0, 7)).toEqual([0, 10, 40, 100, 220, 460, 760])
    expect(at.length).toBeLessThanOrEqual(20)
  })

  test('row 45: and is trusted again once it accepts one (I4)', async () => {
    const { client, person, emulator, requests } = createStage()
    emulator.faults.add({ kind: 'rejectFreshTokens', times: 4 })
    for (let call = 0; call < 3; call++) await getUser(client, person.id).catch(() => {})
    emulator.clock.advance(10 * 60_000)
    await getUser(client, person.id)
    emulator.expireSessions()
    const before = requests().length
    await getUser(client, person.id)
    expect(sessionsMade(requests().slice(before))).toBe(1)
  })

  test('is shared by all tabs (I4)', async () => {
    const { open, person, emulator, requests } = createStage()
    emulator.faults.add({ kind: 'status', status: 500, path: '/session' })
    for (let tab = 0; tab < 8; tab++) await errorOf(getUser(open(), person.id))
    expect(sessionsMade(requests())).toBe(2)
  })

  test('a person who signs in is not made to wait', async () => {
    const { client, person, emulator } = createStage()
    emulator.faults.add({ kind: 'status', status: 500, path: '/session', times: 2 })
    for (let call = 0; call < 3; call++) await errorOf(getUser(client, person.id))
    await expect(login(client, credentialsOf(person))).resolves.toMatchObject({ id: person.id })
    await expect(getUser(client, person.id)).resolves.toMatchObject({ id: person.id })
  })
})

test('row 46: a redirect is refused by the browser, and the token goes nowhere else (I9)', async () => {
  const { open, person, emulator } = createStage()
  const sent: { url: string; redirect: RequestRedirect }[] = []
  const client = open({
    fetch(input, init) {
      const { url, redirect } = new Request(input, init)
      sent.push({ url, redirect })
      return emulator.fetch(input, init)
    },
  })
  await login(client, credentialsOf(person))
  await getSession(client)
  expect(sent.every(({ redirect }) => redirect === 'error')).toBe(true)
  expect(new Set(sent.map(({ url }) => new URL(url).origin))).toEqual(new Set(['https://api.cubekit.test']))
})

test('row 48: ids that are none never reach a path (I9)', async () => {
  const { client, requests } = createStage()
  const bad = [
    '../session',
    '1/../../session',
    '%2e%2e',
    '1?x=1',
    '1#x',
    '',
    ' ',
    'ä',
    -1,
    0,
    1.5,
    NaN,
    Infinity,
  ]
  for (const id of bad) {
    // As JavaScript would, which knows no types.
    const given = JSON.parse(JSON.stringify({ id })) as { id: number }
    expect((await errorOf(getUser(client, given.id))).code).toBe('invalid-argument')
  }
  await getUsers(client, { full_name: { start_with: '../%2e&x=[]#?' } }).catch(() => {})
  expect(requests().filter((request) => !['POST /session', 'GET /users/v2'].includes(request))).toEqual([])
})

test('row 35: a refusal of a token that was replaced meanwhile leads to no renewal (I3)', async () => {
  const { client, person, emulator, hold, requests } = createStage()
  await getUser(client, person.id)
  emulator.expireSessions()
  const held = hold(`/users/${person.id}`)
  const straggler = getUser(client, person.id)
  await held.arrived
  await createSession(client)
  held.release()
  const before = requests().length
  await expect(straggler).resolves.toMatchObject({ id: person.id })
  expect(sessionsMade(requests().slice(before))).toBe(0)
})
