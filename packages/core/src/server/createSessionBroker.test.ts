import { createEmulator, type Emulator, type EmulatorOptions } from '@cubekit/emulator'
import { errorOf } from '@cubekit/testing'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { createSessionBroker, type SessionBrokerOptions } from './index.ts'

const page = 'https://app.test'

interface Stage {
  emulator: Emulator
  /** Asks as a page does; gives status and body. */
  ask: (body: object) => Promise<{ status: number; headers: Headers; text: string; body: unknown }>
  errors: unknown[]
}

function createStage(
  options: Partial<SessionBrokerOptions> = {},
  emulatorOptions: EmulatorOptions = {},
): Stage {
  const emulator = createEmulator({ signatures: 'require', ...emulatorOptions })
  const errors: unknown[] = []
  const broker = createSessionBroker({
    ...emulator.clientOptions,
    ...emulator.keys,
    origins: [page],
    authorize: () => true,
    onError: (error) => errors.push(error),
    now: emulator.clock.now,
    ...options,
  })
  const ask: Stage['ask'] = async (body) => {
    const headers = { 'Content-Type': 'application/json', 'X-CBK-Signer': '1', Origin: page }
    const request = new Request(`${page}/session`, { method: 'POST', headers, body: JSON.stringify(body) })
    const response = await broker(request)
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text === '' ? undefined : JSON.parse(text),
    }
  }
  return { emulator, ask, errors }
}

/** The requests so far, as `METHOD /path`. */
const requestsOf = (emulator: Emulator): string[] =>
  emulator.log.map(({ method, path }) => `${method} ${path}`)

describe('createSessionBroker', () => {
  test('makes application sessions, and gives what POST /session gives', async () => {
    const { ask, emulator } = createStage()
    const { status, body, headers } = await ask({ kind: 'app' })
    expect(status).toBe(201)
    expect(headers.get('Cache-Control')).toBe('no-store')
    expect(body).toEqual({
      session: expect.objectContaining({ token: expect.any(String), user_id: null, application_id: 1 }),
    })
    expect(requestsOf(emulator)).toEqual(['POST /session'])
  })

  test.each([
    'Olof Shodger',
    'Zoë 🙂',
    'a=b',
    'x[y]',
    'user[guest]=2',
    '',
    "O'Neill; DROP",
    'a+b%20c',
    '王小明',
  ])('row 111: makes a guest called %j by one signed request', async (full_name) => {
    const { ask, emulator } = createStage()
    const { status, body } = await ask({ kind: 'guest', full_name })
    expect(status).toBe(201)
    expect(body).toMatchObject({ session: { user: { full_name: full_name || null, is_guest: true } } })
    expect(requestsOf(emulator)).toEqual(['POST /session'])
  })

  test.each([
    'Tom & Ann',
    'x&user[guest]=1&user[login]=victim&user[password]=p',
    '&',
    'x&nonce=1&timestamp=1',
  ])(
    'row 111: a guest called %j is named afterwards, and nothing of the name is signed',
    async (full_name) => {
      const { ask, emulator } = createStage()
      const { status, body } = await ask({ kind: 'guest', full_name })
      expect(status).toBe(201)
      expect(body).toMatchObject({ session: { user: { full_name, is_guest: true } } })
      const user = (body as { session: { user_id: number } }).session
      expect(requestsOf(emulator)).toEqual(['POST /session', `PUT /users/${user.user_id}`])
      expect(emulator.db.users.get(user.user_id)?.full_name).toBe(full_name)
      expect(JSON.stringify(emulator.log[0]?.requestBody)).not.toContain('full_name')
      expect(emulator.db.users.findByLogin('victim')).toBeUndefined()
    },
  )

  test('a guest who cannot be named is not left behind', async () => {
    const { ask, emulator } = createStage()
    emulator.faults.add({ method: 'PUT', path: '/users', kind: 'status', status: 500 })
    expect((await ask({ kind: 'guest', full_name: 'Tom & Ann' })).status).toBe(502)
    expect(emulator.db.sessions.list()).toEqual([])
  })

  test.each([
    ['x'.repeat(200), 201],
    ['x'.repeat(201), 422],
    ['🙂'.repeat(200), 201],
    ['line\nbreak', 422],
    ['nul\u0000', 422],
    ['half \ud800', 422],
    ['line\u2028separator', 422],
  ])('a guest called %j → %d', async (full_name, status) => {
    const { ask } = createStage()
    expect((await ask({ kind: 'guest', full_name })).status).toBe(status)
  })

  test.each([
    {},
    { kind: 'admin' },
    { kind: 'toString' },
    { kind: ['guest'] },
    { kind: null },
    { kind: 'app', full_name: 'x' },
    { kind: 'user', full_name: 'x' },
    { kind: 'user', login: 'victim', password: 'p' },
    { kind: 'guest', full_name: 1 },
    { kind: 'guest', full_name: null },
    { kind: 'guest', full_name: { toString: 'x' } },
    { kind: 'guest', full_name: ['x'] },
    { kind: 'guest', login: 'victim' },
    { kind: 'guest', guest: '0' },
    { kind: 'guest', user: { login: 'victim' } },
    { kind: 'app', application_id: 2 },
    { kind: 'app', timestamp: 1 },
    JSON.parse('{"kind":"app","__proto__":{"x":1}}') as object,
  ])('row 110: refuses %j before it asks anybody', async (body) => {
    const { ask, emulator } = createStage()
    expect(await ask(body)).toMatchObject({ status: 400, text: '' })
    expect(emulator.log).toEqual([])
  })

  describe('users', () => {
    test('are signed in as the server knows them, and nothing of theirs is signed', async () => {
      const emulator = createEmulator()
      const [person] = emulator.people
      const stage = createStage({ userOf: () => ({ login: person!.login, password: person!.password }) })
      const { status, body } = await stage.ask({ kind: 'user' })
      expect(status).toBe(201)
      expect(body).toMatchObject({
        session: { user_id: person!.id, user: { id: person!.id, full_name: person!.full_name } },
      })
      expect(requestsOf(stage.emulator)).toEqual(['POST /session', 'POST /login'])
      const { token } = (body as { session: { token: string } }).session
      const mine = await stage.emulator.fetch(`${stage.emulator.clientOptions.apiUrl}/session`, {
        headers: { 'CB-Token': token },
      })
      expect(await mine.json()).toMatchObject({ session: { user_id: person!.id } })
    })

    test.each([
      ['as the login', (token: string) => ({ login: token, password: 'unused' })],
      ['by name', (token: string) => ({ provider: 'cidp' as const, token })],
    ])('of a Custom Identity Provider sign in with its token, given %s', async (_, credentialsOf) => {
      const { ask } = createStage(
        { userOf: (request) => credentialsOf(`token of ${request.headers.get('Origin')}&x=y`) },
        {
          cidp: ({ login }) => ({ outcome: 'accepted', uid: '7', profile: { full_name: login ?? '' } }),
        },
      )
      expect(await ask({ kind: 'user' })).toMatchObject({
        status: 201,
        body: { session: { user: { full_name: `token of ${page}&x=y` } } },
      })
    })

    test('nobody is signed in to the app: 401, and nobody is asked', async () => {
      const { ask, emulator } = createStage({ userOf: async () => null })
      expect(await ask({ kind: 'user' })).toMatchObject({ status: 401, text: '' })
      expect(emulator.log).toEqual([])
    })

    test('ConnectyCube does not know them: 401, and no session is left behind', async () => {
      const { ask, emulator } = createStage({ userOf: () => ({ login: 'nobody', password: 'a-password' }) })
      expect(await ask({ kind: 'user' })).toMatchObject({ status: 401, text: '' })
      expect(emulator.db.sessions.list()).toEqual([])
    })

    test('userOf gives no password: a mistake of the server, which is told', async () => {
      const { ask, emulator, errors } = createStage({ userOf: () => ({ login: 'ada', password: '' }) })
      expect(await ask({ kind: 'user' })).toMatchObject({ status: 500, text: '' })
      expect(errors).toMatchObject([{ code: 'validation' }])
      expect(emulator.log).toEqual([])
    })

    test('are made for nobody where userOf is missing', async () => {
      const { ask, emulator } = createStage()
      expect(await ask({ kind: 'user' })).toMatchObject({ status: 403, text: '' })
      expect(emulator.log).toEqual([])
    })

    test('userOf throws: 500 and no word of it; the app is told', async () => {
      const broken = new Error('the database said canary')
      const { ask, errors } = createStage({ userOf: () => Promise.reject(broken) })
      expect(await ask({ kind: 'user' })).toMatchObject({ status: 500, text: '' })
      expect(errors).toEqual([broken])
    })
  })

  test.each([
    [{ kind: 'offline' }, 502, undefined],
    [{ kind: 'html200' }, 502, undefined],
    [{ kind: 'truncate' }, 502, undefined],
    [{ kind: 'status', status: 503 }, 502, undefined],
    [{ kind: 'status', status: 429, retryAfter: 7 }, 429, '7'],
    [{ kind: 'status', status: 403, body: { errors: ['Forbidden'] } }, 403, undefined],
  ] as const)('row 118: the API answers %j → %d without a word', async (fault, status, retryAfter) => {
    const { ask, emulator, errors } = createStage()
    emulator.faults.add(fault)
    const answer = await ask({ kind: 'app' })
    expect(answer).toMatchObject({ status, text: '' })
    expect(answer.headers.get('Retry-After') ?? undefined).toBe(retryAfter)
    expect(errors).toHaveLength(status >= 500 ? 1 : 0)
  })

  test('row 119: a wrong clock is set right by the Date that the API sends', async () => {
    const emulator = createEmulator({ signatures: 'require' })
    const { ask } = createStage({
      ...emulator.clientOptions,
      now: () => emulator.clock.now() - 3 * 3_600_000,
    })
    expect((await ask({ kind: 'app' })).status).toBe(201)
    expect((await ask({ kind: 'guest', full_name: 'Olof' })).status).toBe(201)
  })

  test.each([
    [{ authSecret: 'canary-wrong-secret' }, 'signature-rejected'],
    [{ authKey: 'canary-wrong-key' }, 'app-rejected'],
  ])('row 119: with %j the code says what is set up wrong, and no secret is told', async (wrong, code) => {
    const { ask, errors } = createStage(wrong)
    const answer = await ask({ kind: 'app' })
    expect(answer).toMatchObject({ status: 500, body: { code } })
    expect(errors).toMatchObject([{ code }])
    expect(inspect([answer, errors], { depth: 9, showHidden: true })).not.toContain('canary')
  })

  test('refuses to be made with an address that is none, and without authorize', async () => {
    const emulator = createEmulator()
    const options = { ...emulator.clientOptions, ...emulator.keys, origins: [page], authorize: () => true }
    const error = await errorOf((async () => createSessionBroker({ ...options, apiUrl: 'api.test' }))())
    expect(error.code).toBe('invalid-argument')
  })
})
