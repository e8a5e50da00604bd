import { createEmulator } from '@cubekit/emulator'
import { inspect } from 'node:util'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { errorOf } from '@cubekit/testing'
import { createSignerHandler, type ServerOptions } from './index.ts'

const page = 'https://app.test'
const url = `${page}/api/cube/sign`

const secret = 'canary-auth-secret'
const usual: ServerOptions = {
  appId: 1,
  authKey: 'emulator-auth-key',
  authSecret: secret,
  origins: [page, 'https://other.test'],
  authorize: () => true,
}

/** What remoteSigner sends, where a test does not differ. */
function ask(more: RequestInit & { url?: string; origin?: string | null; left?: string[] } = {}): Request {
  const { url: address = url, origin = page, left = [], headers: given, ...init } = more
  const headers = new Headers({ 'Content-Type': 'application/json', 'X-CBK-Signer': '1' })
  if (origin !== null) headers.set('Origin', origin)
  new Headers(given).forEach((value, name) => headers.set(name, value))
  for (const name of left) headers.delete(name)
  return new Request(address, { method: 'POST', headers, body: '{}', ...init })
}

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

describe('createSignerHandler', () => {
  test('I12: signs the application’s id and key with a nonce and a time of its own, and the API takes it', async () => {
    const emulator = createEmulator({ signatures: 'require', authSecret: secret })
    const sign = createSignerHandler({ ...usual, now: emulator.clock.now })
    const response = await sign(ask())
    expect(response.status).toBe(200)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    const body: unknown = await response.json()
    expect(body).toEqual({
      application_id: 1,
      auth_key: 'emulator-auth-key',
      nonce: expect.any(Number),
      timestamp: Math.floor(emulator.clock.now() / 1000),
      signature: expect.stringMatching(/^[0-9a-f]{40}$/),
    })
    const opened = await post(emulator, body)
    expect(opened.status).toBe(201)
  })

  test('row 112: a signature opens one session; the next one is another', async () => {
    const emulator = createEmulator({ signatures: 'require', authSecret: secret })
    const sign = createSignerHandler({ ...usual, now: emulator.clock.now })
    const first: unknown = await (await sign(ask())).json()
    expect((await post(emulator, first)).status).toBe(201)
    expect((await post(emulator, first)).status).toBe(422)
    expect((await post(emulator, await (await sign(ask())).json())).status).toBe(201)
  })

  test.each([
    { application_id: 2, auth_key: 'mine', nonce: 7, timestamp: 7 },
    { user: { login: 'victim', password: 'x' } },
    { full_name: 'x&user[guest]=1&user[login]=victim' },
    { 'application_id=1&user[login]': 'victim' },
    JSON.parse(
      '{"__proto__":{"appId":2,"authKey":"mine"},"constructor":{"prototype":{"appId":2}}}',
    ) as object,
  ])('rows 110 and 111: of the body %j it signs nothing', async (body) => {
    const emulator = createEmulator({ signatures: 'require', authSecret: secret })
    const sign = createSignerHandler({ ...usual, now: emulator.clock.now })
    const response = await sign(ask({ body: JSON.stringify(body) }))
    const signed = (await response.json()) as Record<string, unknown>
    expect(Object.keys(signed)).toEqual(['application_id', 'auth_key', 'nonce', 'timestamp', 'signature'])
    expect(signed).toMatchObject({ application_id: 1, auth_key: 'emulator-auth-key' })
    expect(signed['nonce']).not.toBe(7)
    expect(signed['timestamp']).not.toBe(7)
    expect((await post(emulator, signed)).status).toBe(201)
    // With what the caller wanted beside it, it is worth nothing.
    const again = (await (await sign(ask())).json()) as object
    expect(
      (await post(emulator, { ...again, ...body, user: { login: 'victim', password: 'x' } })).status,
    ).toBe(422)
  })

  test.each([
    ['a foreign origin', ask({ origin: 'https://evil.test' }), 403],
    ['the origin null', ask({ origin: 'null' }), 403],
    ['no origin', ask({ origin: null }), 403],
    ['an origin that only begins alike', ask({ origin: 'https://app.test.evil.test' }), 403],
    ['a sub-domain', ask({ origin: 'https://x.app.test' }), 403],
    ['another scheme', ask({ origin: 'http://app.test' }), 403],
    ['another port', ask({ origin: 'https://app.test:8443' }), 403],
    ['an origin in capitals', ask({ origin: 'HTTPS://APP.TEST' }), 403],
    ['no header that forces a preflight', ask({ left: ['X-CBK-Signer'] }), 403],
    ['another value of it', ask({ headers: { 'X-CBK-Signer': '2' } }), 403],
    [
      'a form',
      ask({
        left: ['X-CBK-Signer'],
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: 'a=b',
      }),
      403,
    ],
    ['a form with the header', ask({ headers: { 'Content-Type': 'multipart/form-data' } }), 415],
    ['text', ask({ headers: { 'Content-Type': 'text/plain' } }), 415],
    ['no content type', ask({ left: ['Content-Type'] }), 415],
    ['GET', new Request(url, { headers: { Origin: page, 'X-CBK-Signer': '1' } }), 405],
    ['PUT', ask({ method: 'PUT' }), 405],
    ['DELETE', ask({ method: 'DELETE' }), 405],
  ])('row 113: %s is refused, and learns nothing', async (_, request, status) => {
    const response = await createSignerHandler(usual)(request)
    expect(response.status).toBe(status)
    expect(await response.text()).toBe('')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    if (request.headers.get('Origin') !== page)
      expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
  })

  test('row 113: CORS names exactly the page that asks', async () => {
    const sign = createSignerHandler(usual)
    for (const origin of usual.origins) {
      const { headers } = await sign(ask({ origin }))
      expect(headers.get('Access-Control-Allow-Origin')).toBe(origin)
      expect(headers.get('Vary')).toBe('Origin')
    }
    const preflight = (origin: string): Promise<Response> =>
      sign(new Request(url, { method: 'OPTIONS', headers: { Origin: origin } }))
    const allowed = await preflight(page)
    expect(allowed.status).toBe(204)
    expect(allowed.headers.get('Access-Control-Allow-Origin')).toBe(page)
    expect(allowed.headers.get('Access-Control-Allow-Methods')).toBe('POST')
    expect(allowed.headers.get('Access-Control-Allow-Headers')).toContain('X-CBK-Signer')
    const foreign = await preflight('https://evil.test')
    expect(foreign.status).toBe(403)
    expect([...foreign.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  test('in development it says once which origin is missing', async () => {
    vi.stubEnv('NODE_ENV', 'development')
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const sign = createSignerHandler(usual)
    for (const origin of [page, 'http://127.0.0.1:3000', 'http://x.test']) await sign(ask({ origin }))
    expect(warn.mock.calls).toEqual([[expect.stringContaining('"http://127.0.0.1:3000", which is not in')]])
  })

  test('makes no random number and sets no timer before it is asked, as edge platforms want it', async () => {
    const random = vi.spyOn(crypto, 'getRandomValues')
    const timer = vi.spyOn(globalThis, 'setTimeout')
    vi.resetModules()
    const fresh = await import('./index.ts')
    const sign = fresh.createSignerHandler(usual)
    fresh.createSessionBroker(usual)
    expect([random.mock.calls.length, timer.mock.calls.length]).toEqual([0, 0])
    expect((await sign(ask())).status).toBe(200)
    expect(random).toHaveBeenCalledTimes(1)
  })

  test('nativeApps: callers without an origin are answered, foreign pages are not', async () => {
    const sign = createSignerHandler({ ...usual, nativeApps: true })
    expect((await sign(ask({ origin: null }))).status).toBe(200)
    expect((await sign(ask({ origin: 'https://evil.test' }))).status).toBe(403)
    expect((await sign(ask({ origin: 'null' }))).status).toBe(403)
  })

  test.each([undefined, null, 0, 1, {}, 'x'])(
    'of what authorize gives, only true and a name let pass: %j',
    async (given) => {
      const authorize = (() => given) as unknown as ServerOptions['authorize']
      const { status } = await createSignerHandler({ ...usual, authorize })(ask())
      expect(status).toBe(given === 'x' ? 200 : 403)
    },
  )

  test('I12: who is not authorized gets no output, and authorize sees the request', async () => {
    const sign = createSignerHandler({
      ...usual,
      authorize: async (request) => request.headers.get('Authorization') === 'Bearer good',
    })
    expect((await sign(ask())).status).toBe(403)
    expect((await sign(ask({ headers: { Authorization: 'Bearer good' } }))).status).toBe(200)
  })

  test.each([
    [
      'throws',
      () => {
        throw new Error(`broken ${secret}`)
      },
    ],
    ['rejects', () => Promise.reject(new Error(`broken ${secret}`))],
    ['has read the body', async (request: Request) => Boolean(await request.text())],
  ])('authorize %s: no output, and no word of why', async (_, authorize) => {
    const told: unknown[] = []
    const sign = createSignerHandler({
      ...usual,
      authorize,
      onError(error) {
        told.push(error)
        throw new Error('A listener that breaks.')
      },
    })
    const response = await sign(ask())
    expect([400, 500]).toContain(response.status)
    expect(await response.text()).toBe('')
    if (response.status === 500) expect(told).toHaveLength(1)
  })

  test('authorize never answers: given up after 10 s', async () => {
    vi.useFakeTimers()
    try {
      const answer = createSignerHandler({ ...usual, authorize: () => new Promise(() => {}) })(ask())
      await vi.advanceTimersByTimeAsync(10_000)
      expect((await answer).status).toBe(500)
    } finally {
      vi.useRealTimers()
    }
  })

  describe('row 114: without authorize', () => {
    const { authorize: _, ...open } = usual

    test.each(['production', '', undefined, 'staging'])(
      'it refuses to be made where NODE_ENV is %j',
      async (stage) => {
        vi.stubEnv('NODE_ENV', stage)
        const error = await errorOf((async () => createSignerHandler(open))())
        expect(error.code).toBe('invalid-argument')
        expect(error.message).toContain('Pass a function that looks the caller up in your own session')
      },
    )

    test('it warns once in development, and answers', async () => {
      vi.stubEnv('NODE_ENV', 'development')
      const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
      const handlers = [createSignerHandler(open), createSignerHandler(open)]
      expect(warn).toHaveBeenCalledTimes(1)
      expect(warn.mock.calls[0]?.[0]).toContain('refuse to start in production')
      for (const sign of handlers) expect((await sign(ask())).status).toBe(200)
    })
  })

  test.each([
    [{ appId: 0 }, 'appId'],
    [{ appId: Number.NaN }, 'appId'],
    [{ authKey: undefined }, 'authKey is missing'],
    [{ authSecret: undefined }, 'authSecret is missing'],
    [{ authSecret: '' }, 'environment variable'],
    [{ authKey: 'a&b=c' }, 'authKey'],
    [{ origins: ['*'] }, 'exact'],
    [{ origins: ['https://app.test/'] }, 'without a path or slash'],
    [{ origins: ['app.test'] }, 'exact'],
    [{ origins: ['null'] }, 'exact'],
    [{ rateLimit: { perMinute: Number('unset') } }, 'rateLimit.perMinute must be a number above 0'],
    [{ rateLimit: { burst: 0 } }, 'rateLimit.burst'],
    [{ rateLimit: { callers: -1 } }, 'rateLimit.callers'],
  ])('refuses to be made with %j', async (wrong, sentence) => {
    const error = await errorOf((async () => createSignerHandler({ ...usual, ...wrong }))())
    expect(error.code).toBe('invalid-argument')
    expect(error.message).toContain(sentence)
    expect(error.message).not.toContain(secret)
  })

  describe('row 116', () => {
    const sign = createSignerHandler(usual)

    test.each([
      ['a giant body', ask({ body: JSON.stringify({ a: 'x'.repeat(1100) }) }), 413],
      ['exactly 1 KiB', ask({ body: JSON.stringify({ a: 'x'.repeat(1024 - 8) }) }), 200],
      ['one byte more', ask({ body: JSON.stringify({ a: 'x'.repeat(1024 - 7) }) }), 413],
      ['a declared giant', ask({ headers: { 'Content-Length': '100000' } }), 413],
      ['bad JSON', ask({ body: '{"a":' }), 400],
      ['nothing', ask({ body: '' }), 400],
      ['no body', ask({ body: null }), 400],
      ['no object', ask({ body: '[]' }), 400],
      ['null', ask({ body: 'null' }), 400],
      ['a number', ask({ body: '1' }), 400],
      ['deep nesting', ask({ body: '['.repeat(1024) }), 400],
      ['deep nesting that closes', ask({ body: `{"a":${'['.repeat(500)}${']'.repeat(500)}}` }), 200],
      ['bytes that are no UTF-8', ask({ body: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]) }), 400],
    ])('%s → %d', async (_, request, status) => {
      const response = await sign(request)
      expect(response.status).toBe(status)
      if (status !== 200) expect(await response.text()).toBe('')
    })

    test('a body that grows without end is cut at 1 KiB', async () => {
      let sent = 0
      const endless = new ReadableStream<Uint8Array>({
        pull(controller) {
          sent += 100
          controller.enqueue(new Uint8Array(100).fill(0x20))
        },
      })
      const init = { body: endless, duplex: 'half' }
      expect((await sign(ask(init))).status).toBe(413)
      expect(sent).toBeLessThan(3000)
    })

    test('a body that drips is given up after 5 s, and one that breaks off at once', async () => {
      vi.useFakeTimers()
      try {
        let left = false
        const drip = new ReadableStream({
          start: (controller) => controller.enqueue(new TextEncoder().encode('{')),
          cancel: () => void (left = true),
        })
        const answer = sign(ask({ body: drip, duplex: 'half' } as RequestInit))
        await vi.advanceTimersByTimeAsync(4999)
        expect(left).toBe(false)
        await vi.advanceTimersByTimeAsync(1)
        expect((await answer).status).toBe(408)
        expect(left).toBe(true)
        expect(vi.getTimerCount()).toBe(0)
      } finally {
        vi.useRealTimers()
      }
      const broken = new ReadableStream({ start: (controller) => controller.error(new Error('gone')) })
      expect((await sign(ask({ body: broken, duplex: 'half' } as RequestInit))).status).toBe(400)
    })
  })

  describe('row 115: a flood', () => {
    test('I12: one caller gets no more answers than the rate allows, and hears when to come back', async () => {
      const clock = { now: 1_700_000_000_000 }
      const sign = createSignerHandler({
        ...usual,
        authorize: (request) => request.headers.get('Authorization') ?? false,
        rateLimit: { perMinute: 6, burst: 3 },
        now: () => clock.now,
      })
      const as = async (name: string): Promise<Response> => sign(ask({ headers: { Authorization: name } }))
      const statuses = []
      for (let at = 0; at < 5; at++) statuses.push((await as('ada')).status)
      expect(statuses).toEqual([200, 200, 200, 429, 429])
      const refused = await as('ada')
      expect(refused.headers.get('Retry-After')).toBe('10')
      expect(refused.headers.get('Access-Control-Expose-Headers')).toBe('Retry-After')
      expect((await as('grace')).status).toBe(200)
      clock.now += 9999
      expect((await as('ada')).status).toBe(429)
      clock.now += 1
      expect((await as('ada')).status).toBe(200)
      expect((await as('ada')).status).toBe(429)
      // A clock that is set back gives nothing, and takes nothing for ever.
      clock.now -= 3_600_000
      expect((await as('ada')).status).toBe(429)
      clock.now += 10_000
      expect((await as('ada')).status).toBe(200)
    })

    test('callers without a name are counted by address, and together where there is none', async () => {
      const sign = createSignerHandler({
        ...usual,
        rateLimit: { perMinute: 2, addressOf: (request) => request.headers.get('X-Real-IP') },
        now: () => 0,
      })
      const from = async (address: string): Promise<number> =>
        (await sign(ask({ headers: { 'X-Real-IP': address } }))).status
      expect([await from('10.0.0.1'), await from('10.0.0.1'), await from('10.0.0.1')]).toEqual([
        200, 200, 429,
      ])
      expect(await from('10.0.0.2')).toBe(200)
      const strangers = []
      for (let at = 0; at < 41; at++) strangers.push((await sign(ask())).status)
      expect(strangers.filter((status) => status === 200)).toHaveLength(40)
    })

    test('an unauthorized flood costs nobody an answer', async () => {
      const sign = createSignerHandler({
        ...usual,
        authorize: (request) => request.headers.has('Authorization'),
        rateLimit: { perMinute: 1 },
        now: () => 0,
      })
      for (let at = 0; at < 100; at++) expect((await sign(ask())).status).toBe(403)
      expect((await sign(ask({ headers: { Authorization: 'x' } }))).status).toBe(200)
    })
  })

  test('row 118: the secret is in no answer, no error and no log', async () => {
    const logs = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(() => {}),
    )
    const errors: unknown[] = []
    const sign = createSignerHandler({
      ...usual,
      authorize: (request) => {
        if (request.headers.has('X-Break')) throw new Error('broken')
        return true
      },
      onError: (error) => errors.push(error),
    })
    const answers = await Promise.all(
      [
        ask(),
        ask({ origin: 'null' }),
        ask({ body: '{' }),
        ask({ headers: { 'X-Break': '1' } }),
        ask({ body: 'x'.repeat(2000) }),
        ask({ method: 'PUT' }),
      ].map(async (request) => {
        const response = await sign(request)
        return `${response.status} ${inspect([...response.headers])} ${await response.text()}`
      }),
    )
    expect(answers.map((answer) => answer.slice(0, 3))).toEqual(['200', '403', '400', '500', '413', '405'])
    const said = inspect([answers, errors, sign, logs.map((log) => log.mock.calls)], {
      depth: 9,
      showHidden: true,
    })
    expect(said).not.toContain(secret)
    expect(errors).toHaveLength(1)
    for (const log of logs) expect(log).not.toHaveBeenCalled()
  })

  test('row 119: a wrong clock of the signer is an error of the set-up, not of the person', async () => {
    const emulator = createEmulator({ signatures: 'require', authSecret: secret })
    const sign = createSignerHandler({ ...usual, now: () => emulator.clock.now() - 2 * 3_600_000 })
    const response = await post(emulator, await (await sign(ask())).json())
    expect(response.status).toBe(422)
  })
})

function post(emulator: ReturnType<typeof createEmulator>, body: unknown): Promise<Response> {
  return emulator.fetch(`${emulator.clientOptions.apiUrl}/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
}
