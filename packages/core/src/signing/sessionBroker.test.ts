import { createStage, errorOf } from '@cubekit/testing'
import { inspect } from 'node:util'
import { describe, expect, expectTypeOf, test, vi } from 'vitest'
import {
  adoptSession,
  type CubeClientOptions,
  type CubeErrorCode,
  createSession,
  getSession,
  getUser,
  login,
  loginAsGuest,
  prepareLogin,
  remoteSigner,
  type SessionBroker,
  sessionBroker,
  type SessionGrant,
  type Signer,
} from '../index.ts'
import { createSessionBroker, createSignerHandler, type SessionBrokerOptions } from '../server/index.ts'

const page = 'https://app.test'
const secret = 'canary-auth-secret'

/** An app whose server signs and opens sessions, behind the same fetch as the API. */
function stageWithServer(
  signerOf: (server: { sign: string; broker: string }) => Signer,
  server: Partial<SessionBrokerOptions> = {},
  client: Partial<CubeClientOptions> = {},
) {
  const stage = createStage({ emulator: { signatures: 'require', authSecret: secret } })
  const { emulator, person } = stage
  const options = {
    ...emulator.clientOptions,
    ...emulator.keys,
    origins: [page],
    authorize: () => true,
    now: emulator.clock.now,
    userOf: () => ({ login: person.login, password: person.password }),
    ...server,
  }
  const handlers: Record<string, (request: Request) => Promise<Response>> = {
    '/sign': createSignerHandler(options),
    '/session': createSessionBroker(options),
  }
  const asked: { path: string; headers: Headers; body: string }[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const { origin, pathname } = new URL(request.url)
    if (origin !== page) return emulator.fetch(request)
    asked.push({ path: pathname, headers: request.headers, body: await request.clone().text() })
    // What a browser adds by itself.
    request.headers.set('Origin', page)
    return handlers[pathname]!(request)
  }
  const signer = signerOf({ sign: `${page}/sign`, broker: `${page}/session` })
  return { ...stage, client: stage.open({ fetch, signer, ...client }), asked, fetch, signer }
}

describe('sessionBroker', () => {
  const withBroker = ({ broker }: { broker: string }): SessionBroker => sessionBroker(broker)

  test('reads with an application session that the server has opened', async () => {
    const { client, asked, requests, person } = stageWithServer(withBroker)
    await expect(getUser(client, person.id)).resolves.toMatchObject({ id: person.id })
    expect(asked.map(({ path, body }) => `${path} ${body}`)).toEqual(['/session {"kind":"app"}'])
    // The one POST /session is the server's.
    expect(requests()).toEqual(['POST /session', `GET /users/${person.id}`])
  })

  test('signs a person in, whose password goes to ConnectyCube alone', async () => {
    const { client, asked, person } = stageWithServer(withBroker)
    await prepareLogin(client)
    await expect(login(client, { login: person.login, password: person.password })).resolves.toMatchObject({
      id: person.id,
    })
    expect(asked.map(({ body }) => body)).toEqual(['{"kind":"app"}'])
  })

  test.each(['Olof Shodger', 'x&user[login]=victim', ''])('signs a guest called %j in', async (full_name) => {
    const { client, asked } = stageWithServer(withBroker)
    await expect(loginAsGuest(client, { full_name })).resolves.toMatchObject({
      full_name: full_name || null,
      is_guest: true,
    })
    expect(client.getSession()).toMatchObject({ status: 'guest' })
    expect(asked).toHaveLength(1)
    expect(asked[0]?.headers.get('CB-Token')).toBeNull()
  })

  test('a name that the server refuses is a field to correct', async () => {
    const { client } = stageWithServer(withBroker)
    const error = await errorOf(loginAsGuest(client, { full_name: 'x'.repeat(201) }))
    expect(error).toMatchObject({ code: 'validation', fields: { full_name: ['is not valid'] } })
    expect(client.getSession().status).toBe('signed-out')
  })

  test('is told no password', async () => {
    const { client, asked, person } = stageWithServer(withBroker)
    const { login, password } = person
    expect((await errorOf(createSession(client, { login, password }))).code).toBe('invalid-argument')
    expect(asked).toEqual([])
  })

  test('signs nothing', async () => {
    const { client, signer } = stageWithServer(withBroker)
    const context = { now: 0, fetch, signal: new AbortController().signal }
    expect((await errorOf(signer.sign({ application_id: client.appId }, context))).code).toBe(
      'invalid-argument',
    )
  })

  test('row 4: renews the session of whoever is signed in to the app', async () => {
    const broker = sessionBroker(`${page}/session`)
    const { client, emulator, person, requests, fetch } = stageWithServer(
      () => broker,
      {},
      { credentialProvider: ({ signal }) => broker.userSession({ signal, fetch }) },
    )
    await expect(adoptSession(client, await broker.userSession({ fetch }))).resolves.toMatchObject({
      id: person.id,
    })
    emulator.expireSessions()
    await expect(getSession(client)).resolves.toMatchObject({ user_id: person.id })
    expect(client.getSession()).toMatchObject({ status: 'user', user: { id: person.id } })
    expect(requests().filter((request) => request === 'POST /login')).toHaveLength(2)
  })

  test('nobody is signed in to the app', async () => {
    const { signer, fetch } = stageWithServer(withBroker, { userOf: () => null })
    expect((await errorOf((signer as SessionBroker).userSession({ fetch }))).code).toBe('invalid-credentials')
  })

  test('what it gives can be adopted', () => {
    expectTypeOf<Awaited<ReturnType<SessionBroker['userSession']>>>().toExtend<SessionGrant>()
  })

  test('sends the headers that the app adds, made anew for each request', async () => {
    let at = 0
    const { client, asked } = stageWithServer(
      ({ broker }) => sessionBroker(broker, { headers: async () => ({ Authorization: `Bearer ${++at}` }) }),
      { authorize: (request) => request.headers.get('Authorization') ?? false },
    )
    await loginAsGuest(client)
    await loginAsGuest(client)
    expect(asked.map(({ headers }) => headers.get('Authorization'))).toEqual(['Bearer 1', 'Bearer 2'])
  })

  const failures: [string, Partial<SessionBrokerOptions>, CubeErrorCode, number][] = [
    ['refuses', { authorize: () => false }, 'signature-rejected', 403],
    ['breaks', { authorize: () => Promise.reject(new Error('no')) }, 'server-error', 500],
    ['has the wrong secret', { authSecret: 'canary-wrong' }, 'signature-rejected', 500],
    ['has the wrong key', { authKey: 'wrong' }, 'app-rejected', 500],
    [
      'cannot reach the API',
      { fetch: () => Promise.reject(new TypeError('fetch failed')) },
      'server-error',
      502,
    ],
  ]
  test.each(failures)('has a code when the server %s', async (_, server, code, status) => {
    const { client } = stageWithServer(withBroker, server)
    const error = await errorOf(loginAsGuest(client))
    expect(error).toMatchObject({ code, status })
    expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain('canary')
  })

  test('row 115: is told when it may ask again', async () => {
    const { client } = stageWithServer(withBroker, { authorize: () => 'me', rateLimit: { perMinute: 2 } })
    await loginAsGuest(client)
    await loginAsGuest(client)
    const error = await errorOf(loginAsGuest(client))
    expect(error).toMatchObject({ code: 'rate-limited', retryAfterMs: 30_000 })
  })

  test.each([
    ['a page', () => new Response('<html>'), 'protocol'],
    ['no session', () => Response.json({}), 'protocol'],
    ['null', () => Response.json(null), 'protocol'],
    ['a session without a token', () => Response.json({ session: { id: 1, token: 7 } }), 'protocol'],
    ['nothing', () => Promise.reject(new TypeError('fetch failed')), 'unreachable'],
    ['a redirect', () => Promise.reject(new TypeError('unexpected redirect')), 'unreachable'],
    ['busy, without a time', () => new Response('', { status: 429 }), 'rate-limited'],
    ['a code that is none', () => Response.json({ code: 'constructor' }, { status: 500 }), 'server-error'],
  ])('has a code when the answer is %s', async (_, answer, code) => {
    const { open } = createStage()
    const client = open({ signer: sessionBroker(`${page}/session`), fetch: async () => answer() })
    expect((await errorOf(loginAsGuest(client))).code).toBe(code)
  })

  test('a deadline and an abort of the caller end the waiting', async () => {
    const broker = sessionBroker(`${page}/session`)
    const never: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new DOMException('gone', 'AbortError')))
      })
    const abort = new AbortController()
    const waiting = errorOf(broker.userSession({ fetch: never, signal: abort.signal }))
    await Promise.resolve()
    abort.abort()
    expect((await waiting).code).toBe('aborted')
    const signal = AbortSignal.timeout(1)
    expect((await errorOf(broker.userSession({ fetch: never, signal }))).code).toBe('timeout')
    vi.useFakeTimers()
    try {
      const late = errorOf(broker.userSession({ fetch: never }))
      await vi.advanceTimersByTimeAsync(15_000)
      expect((await late).code).toBe('timeout')
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('remoteSigner', () => {
  test('with a broker: signs application sessions, and lets the broker make guests', async () => {
    const { client, asked, requests } = stageWithServer(({ sign, broker }) =>
      remoteSigner(sign, { broker: sessionBroker(broker) }),
    )
    await getSession(client)
    await expect(loginAsGuest(client, { full_name: 'Olof' })).resolves.toMatchObject({ full_name: 'Olof' })
    expect(asked.map(({ path, body }) => `${path} ${body}`)).toEqual([
      '/sign {}',
      '/session {"kind":"guest","full_name":"Olof"}',
    ])
    expect(requests()).toEqual(['POST /session', 'GET /session', 'POST /session'])
  })

  test('without one: says what guests need', async () => {
    const { client } = stageWithServer(({ sign }) => remoteSigner(sign))
    const error = await errorOf(loginAsGuest(client))
    expect(error.code).toBe('invalid-argument')
    expect(error.message).toContain('remoteSigner(url, { broker })')
  })

  test('row 119: a signer whose clock is wrong shows as clock-skew', async () => {
    const { client } = stageWithServer(({ sign }) => remoteSigner(sign), {
      now: () => Date.now() - 2 * 3_600_000,
    })
    expect((await errorOf(getSession(client))).code).toBe('clock-skew')
  })

  test('a person signs in through the signer alone', async () => {
    const { client, person, asked } = stageWithServer(({ sign, broker }) =>
      remoteSigner(sign, { broker: sessionBroker(broker) }),
    )
    const { login: name, password } = person
    await expect(login(client, { login: name, password })).resolves.toMatchObject({ id: person.id })
    expect(asked.map(({ path }) => path)).toEqual(['/sign'])
  })
})
