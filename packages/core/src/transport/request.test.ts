import { createStage, errorOf } from '@cubekit/testing'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createSession, getUser, isCubeError, login, loginAsGuest, logout } from '../index.ts'

const credentialsOf = ({ login, password }: { login: string; password: string }) => ({ login, password })

afterEach(() => void vi.useRealTimers())

describe('a request without a session', () => {
  test('opens an application session by itself, one for any number of callers', async () => {
    const { client, emulator, requests } = createStage()
    const ids = emulator.people.map(({ id }) => id)
    const users = await Promise.all(
      Array.from({ length: 60 }, (_, at) => getUser(client, ids[at % ids.length] ?? 0)),
    )
    expect(users).toHaveLength(60)
    expect(requests().filter((request) => request === 'POST /session')).toHaveLength(1)
    expect(requests()).toHaveLength(61)
  })

  test('uses it again after a reload', async () => {
    const { client, open, person, requests } = createStage()
    await getUser(client, person.id)
    await getUser(open(), person.id)
    expect(requests().filter((request) => request === 'POST /session')).toHaveLength(1)
  })

  test('of two tabs that open one at once, one is kept and the other ended', async () => {
    const { client, open, person, emulator, hold } = createStage()
    const other = open()
    const held = hold('/session')
    const both = Promise.all([getUser(client, person.id), getUser(other, person.id)])
    await held.arrived
    held.release()
    await both
    await expect.poll(() => emulator.db.sessions.list()).toHaveLength(1)
    await expect(getUser(other, person.id)).resolves.toMatchObject({ id: person.id })
  })

  test('is refused at once when it needs a user', async () => {
    const { client, requests } = createStage()
    const spec = { method: 'GET', path: '/session', rights: 'user', parse: String } as const
    expect((await errorOf(client.request(spec))).code).toBe('not-signed-in')
    expect(requests()).toEqual([])
  })
})

describe('an application session that the server forgot', () => {
  test('100 calls at once: one POST /session, 200 other requests, every answer', async () => {
    const { client, emulator, person, requests } = createStage()
    await createSession(client)
    emulator.expireSessions()
    const before = requests().length
    const answers = await Promise.all(Array.from({ length: 100 }, () => getUser(client, person.id)))
    const during = requests().slice(before)
    expect(answers.every(({ id }) => id === person.id)).toBe(true)
    expect(during.filter((request) => request === 'POST /session')).toHaveLength(1)
    expect(during.filter((request) => request === `GET /users/${person.id}`)).toHaveLength(200)
    expect(during).toHaveLength(201)
  })

  test('a straggler with the old token takes the new one, without another renewal', async () => {
    const { client, emulator, person, otherPerson, requests, hold } = createStage()
    await createSession(client)
    emulator.expireSessions()
    const held = hold(`/users/${person.id}`)
    const straggler = getUser(client, person.id)
    await held.arrived
    await getUser(client, otherPerson.id)
    held.release()
    await expect(straggler).resolves.toMatchObject({ id: person.id })
    expect(requests().filter((request) => request === 'POST /session')).toHaveLength(2)
  })

  test('a server that refuses the new session too: every call rejects, nothing loops', async () => {
    const { client, emulator, person, requests } = createStage()
    await createSession(client)
    emulator.expireSessions()
    emulator.faults.add({ kind: 'rejectFreshTokens' })
    const before = requests().length
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => getUser(client, person.id)))
    const errors = outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason : undefined))
    expect(errors.every((error) => isCubeError(error, 'session-expired'))).toBe(true)
    expect(
      requests()
        .slice(before)
        .filter((request) => request === 'POST /session'),
    ).toHaveLength(1)
    expect(requests().slice(before)).toHaveLength(201)
  })

  test('a renewal that fails rejects every call with its cause', async () => {
    const { client, emulator, person, requests } = createStage()
    await createSession(client)
    emulator.expireSessions()
    emulator.faults.add({ kind: 'status', status: 503, path: '/session' })
    const before = requests().length
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => getUser(client, person.id)))
    const errors = outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason : undefined))
    expect(errors.every((error) => isCubeError(error, 'server-error'))).toBe(true)
    expect(
      requests()
        .slice(before)
        .filter((request) => request === 'POST /session'),
    ).toHaveLength(1)

    emulator.faults.clear()
    await expect(getUser(client, person.id)).resolves.toMatchObject({ id: person.id })
  })

  test('a renewal that failed fails a straggler too, without another one', async () => {
    const { client, emulator, person, otherPerson, requests, hold } = createStage()
    await createSession(client)
    emulator.expireSessions()
    emulator.faults.add({ kind: 'status', status: 503, path: '/session' })
    const held = hold(`/users/${person.id}`)
    const straggler = errorOf(getUser(client, person.id))
    await held.arrived
    expect((await errorOf(getUser(client, otherPerson.id))).code).toBe('server-error')
    const before = requests().length
    held.release()
    expect((await straggler).code).toBe('server-error')
    expect(requests().slice(before)).toEqual([])

    emulator.faults.clear()
    await expect(getUser(client, person.id)).resolves.toMatchObject({ id: person.id })
  })

  test('row 47: a caller that gives up leaves the others their one renewal (I5, I3)', async () => {
    const { client, emulator, person, hold, requests } = createStage()
    await createSession(client)
    emulator.expireSessions()
    const before = requests().length
    const held = hold('/session')
    const abort = new AbortController()
    const impatient = errorOf(getUser(client, person.id, { signal: abort.signal }))
    const patient = getUser(client, person.id)
    await held.arrived
    abort.abort()
    expect((await impatient).code).toBe('aborted')
    held.release()
    await expect(patient).resolves.toMatchObject({ id: person.id })
    const made = requests().slice(before)
    expect(made.filter((request) => request === 'POST /session')).toHaveLength(1)
  })
})

describe('a user session that the server forgot', () => {
  test('the user stays known and must sign in again; others may still be read', async () => {
    const { client, emulator, person, otherPerson, open, requests } = createStage()
    await login(client, credentialsOf(person))
    emulator.expireSessions()
    const before = requests().length
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => getUser(client, otherPerson.id)),
    )
    expect(outcomes.every((outcome) => outcome.status === 'rejected')).toBe(true)
    expect(
      requests()
        .slice(before)
        .filter((request) => request === 'POST /session'),
    ).toEqual([])
    const lapsed = { status: 'reauth-required', user: { id: person.id }, endReason: 'expired' }
    expect(client.getSession()).toMatchObject(lapsed)

    const reloaded = open()
    await reloaded.ready()
    expect(reloaded.getSession()).toMatchObject(lapsed)
    await expect(getUser(reloaded, otherPerson.id)).resolves.toMatchObject({ id: otherPerson.id })
    expect(reloaded.getSession()).toMatchObject(lapsed)

    await login(reloaded, credentialsOf(person))
    expect(reloaded.getSession()).toMatchObject({ status: 'user', user: { id: person.id }, endReason: null })
  })

  test('a straggler is not answered as if nobody had been signed in', async () => {
    const { client, emulator, person, otherPerson, requests, hold } = createStage()
    await login(client, credentialsOf(person))
    emulator.expireSessions()
    const held = hold(`/users/${otherPerson.id}`)
    const straggler = errorOf(getUser(client, otherPerson.id))
    await held.arrived
    expect((await errorOf(getUser(client, person.id))).code).toBe('session-expired')
    const before = requests().length
    held.release()
    expect((await straggler).code).toBe('session-expired')
    expect(requests().slice(before)).toEqual([])
  })

  test('a guest is lost, and never replaced by a new one', async () => {
    const { client, emulator, person } = createStage()
    await loginAsGuest(client, { full_name: 'Olof' })
    const users = emulator.db.users.size
    emulator.expireSessions()
    expect((await errorOf(getUser(client, person.id))).code).toBe('session-expired')
    expect(client.getSession()).toMatchObject({
      status: 'signed-out',
      user: null,
      endReason: 'guest-expired',
    })
    await getUser(client, person.id)
    expect(emulator.db.users.size).toBeLessThanOrEqual(users)
  })

  test('slides with use: two hours from the last request, not from the sign-in', async () => {
    const { client, emulator, person } = createStage()
    await login(client, credentialsOf(person))
    for (let step = 0; step < 5; step++) {
      emulator.clock.advance(100 * 60_000)
      await getUser(client, person.id)
      expect(Number(client.getSession().expiresAt) - emulator.clock.now()).toBeGreaterThan(119 * 60_000)
    }
    emulator.clock.advance(121 * 60_000)
    expect((await errorOf(getUser(client, person.id))).code).toBe('session-expired')
  })
})

describe('an answer for somebody who has left', () => {
  test.each(['logs out', 'is replaced'])('is dropped when the user %s', async (how) => {
    const { client, person, otherPerson, hold } = createStage()
    await login(client, credentialsOf(person))
    const held = hold(`/users/${otherPerson.id}`)
    const late = errorOf(getUser(client, otherPerson.id))
    await held.arrived
    await (how === 'logs out' ? logout(client) : login(client, credentialsOf(otherPerson)))
    held.release()
    expect((await late).code).toBe('session-changed')
  })

  test('is not even asked for with a scope of the past', async () => {
    const { client, person, otherPerson, requests } = createStage()
    await login(client, credentialsOf(person))
    const scope = client.scope()
    await login(client, credentialsOf(otherPerson))
    const before = requests().length
    expect((await errorOf(getUser(client, person.id, { scope }))).code).toBe('session-changed')
    expect(
      requests()
        .slice(before)
        .filter((request) => request.startsWith('GET')),
    ).toEqual([])
  })
})

describe('a network or server that fails', () => {
  const cases = [
    [{ kind: 'offline' }, { code: 'unreachable', status: null }],
    [{ kind: 'html200' }, { code: 'protocol', status: 200 }],
    [{ kind: 'truncate' }, { code: 'protocol' }],
    [
      { kind: 'errors200', body: { errors: ['Something is odd'] } },
      { code: 'rejected', status: 200, details: ['Something is odd'] },
    ],
    [
      { kind: 'status', status: 429 },
      { code: 'rate-limited', status: 429, retryAfterMs: null },
    ],
    [
      { kind: 'status', status: 429, retryAfter: 7 },
      { code: 'rate-limited', status: 429, retryAfterMs: 7000 },
    ],
    [
      { kind: 'status', status: 503, retryAfter: 1 },
      { code: 'server-error', status: 503, retryAfterMs: 1000 },
    ],
    [
      { kind: 'status', status: 502, body: '<html>Bad gateway</html>' },
      { code: 'server-error', status: 502 },
    ],
    [
      { kind: 'status', status: 404, body: '<html>Not here</html>' },
      { code: 'not-found', status: 404 },
    ],
    [{ kind: 'status', status: 200, body: '' }, { code: 'protocol' }],
    [{ kind: 'status', status: 200, body: '[1,2' }, { code: 'protocol' }],
    [{ kind: 'status', status: 200, body: '"text"' }, { code: 'protocol' }],
    [{ kind: 'status', status: 200, body: '{"user":{"id":"seven"}}' }, { code: 'protocol' }],
    [
      { kind: 'status', status: 403, body: { errors: { base: ['Forbidden. Need user.'] } } },
      { code: 'forbidden', details: ['Forbidden. Need user.'] },
    ],
    [
      { kind: 'status', status: 422, body: { errors: { email: ['must be unique'], base: ['Sorry'] } } },
      { code: 'validation', fields: { email: ['must be unique'] }, details: ['Sorry'] },
    ],
    [
      { kind: 'status', status: 422, body: '{"errors":{"__proto__":["x"],"login":"is short"}}' },
      { code: 'validation', fields: { login: ['is short'] } },
    ],
  ] as const

  test.each(cases)('%o signs nobody out, and has a code: %o', async (fault, expected) => {
    const { client, emulator, person, otherPerson } = createStage()
    await login(client, credentialsOf(person))
    const recover = emulator.faults.add(fault)
    expect(await errorOf(getUser(client, otherPerson.id))).toMatchObject(expected)
    expect(client.getSession()).toMatchObject({ status: 'user', user: { id: person.id } })
    recover()
    await expect(getUser(client, otherPerson.id)).resolves.toMatchObject({ id: otherPerson.id })
    expect(client.getSession().isStale).toBe(false)
  })

  test('shows that what is on screen may be old until the server answers again', async () => {
    const { client, emulator, person } = createStage()
    await login(client, credentialsOf(person))
    const recover = emulator.faults.add({ kind: 'offline' })
    await errorOf(getUser(client, person.id))
    expect(client.getSession().isStale).toBe(true)
    recover()
    await getUser(client, person.id)
    expect(client.getSession().isStale).toBe(false)
  })

  test('a server that never answers is given up at the deadline', async () => {
    const { client, emulator, person } = createStage({ client: { timeoutMs: 15_000 } })
    await createSession(client)
    emulator.faults.add({ kind: 'hang' })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const waiting = errorOf(getUser(client, person.id))
    await vi.advanceTimersByTimeAsync(14_999)
    expect(await Promise.race([waiting, Promise.resolve('waiting')])).toBe('waiting')
    await vi.advanceTimersByTimeAsync(1)
    expect((await waiting).code).toBe('timeout')
    expect(vi.getTimerCount()).toBe(0)
  })

  test('a fetch that ignores its signal cannot hold a caller', async () => {
    const { open, person } = createStage()
    const sent = Promise.withResolvers<void>()
    const fetch = (): Promise<Response> => {
      sent.resolve()
      return new Promise(() => {})
    }
    const client = open({ fetch, timeoutMs: 5000 })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const waiting = errorOf(getUser(client, person.id))
    await sent.promise
    await vi.advanceTimersByTimeAsync(5000)
    expect((await waiting).code).toBe('timeout')
  })

  test('an abort rejects at once, before and after sending', async () => {
    const { client, person, hold } = createStage()
    expect((await errorOf(getUser(client, person.id, { signal: AbortSignal.abort() }))).code).toBe('aborted')
    const held = hold('/users')
    const abort = new AbortController()
    const waiting = errorOf(getUser(client, person.id, { signal: abort.signal }))
    await held.arrived
    abort.abort()
    expect((await waiting).code).toBe('aborted')
    held.release()
  })

  test('redirects are not followed, and nothing but the API gets the token', async () => {
    const stage = createStage()
    const { open, person } = stage
    const modes: (RequestInit | undefined)[] = []
    const { emulator } = stage
    const client = open({
      fetch: async (input, init) => {
        modes.push(init)
        if (init?.method === 'POST') return emulator.fetch(input, init)
        throw new TypeError('redirect mode is set to error')
      },
    })
    expect((await errorOf(getUser(client, person.id))).code).toBe('unreachable')
    for (const mode of modes) expect(mode).toMatchObject({ redirect: 'error', credentials: 'omit' })
    expect(modes.map((mode) => mode?.cache)).toEqual(['default', 'no-store'])
  })
})

describe('all three shapes of the answer "Required session does not exist"', () => {
  test.each([
    { errors: { base: ['Required session does not exist'] } },
    { errors: ['Required session does not exist'] },
    { errors: ['Token is required'] },
  ])('mean a renewal: %o', async (body) => {
    const { client, emulator, person, requests } = createStage()
    await createSession(client)
    emulator.faults.add({ kind: 'status', status: 401, body, path: '/users', times: 1 })
    await expect(getUser(client, person.id)).resolves.toMatchObject({ id: person.id })
    expect(requests().filter((request) => request === 'POST /session')).toHaveLength(2)
  })

  test('another 401 does not', async () => {
    const { client, emulator, person, requests } = createStage()
    await createSession(client)
    emulator.faults.add({ kind: 'status', status: 401, body: { errors: ['Unauthorized'] }, path: '/users' })
    expect((await errorOf(getUser(client, person.id))).code).toBe('forbidden')
    expect(requests().filter((request) => request === 'POST /session')).toHaveLength(1)
  })
})
