import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askIdentityProvider, type EmulatorOptions, type IdentityProvider } from '../index.ts'
import { at, setUp, type Reply } from '../../test/api.ts'

// A real identity provider, asked over real HTTP.
let server: Server
let url = ''
const asked: {
  method?: string | undefined
  url?: string | undefined
  authorization?: string | undefined
  body: string
}[] = []
let answer: (request: IncomingMessage, response: ServerResponse) => void = () => {}

beforeEach(async () => {
  asked.length = 0
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const { method, headers } = request
      asked.push({ method, url: request.url, authorization: headers.authorization, body })
      answer(request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  url = `http://127.0.0.1:${address.port}/user/verify`
  respond(200, '{"user": {"id": 2345, "login": "simon371", "full_name": "Simon Davis"}}')
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

function respond(status: number, body: string, headers: Record<string, string> = {}): void {
  answer = (_, response) => void response.writeHead(status, headers).end(body)
}
const withProvider = (provider: Partial<IdentityProvider> = {}): EmulatorOptions => ({
  users: [{ id: 7, login: 'ada', email: 'ada@example.com', password: 'analytical-engine' }],
  cidp: askIdentityProvider({ url, ...provider }),
})
const token = 'eyJhbGciOiJIUzI1NiJ9.e30.a+b/c='
const user = { login: token, password: 'any' }
const mapping = { uid: '#{user.id}', login: '#{user.login}', full_name: '#{user.full_name}' }

describe('a custom identity provider', () => {
  it('is asked with the token, and its user becomes one here', async () => {
    const { emulator, api } = setUp(withProvider())
    const reply = await api.post('/login', user, await api.appToken())
    expect(reply.status).toBe(200)
    expect(at(reply.body, 'user')).toMatchObject({
      login: 'custom_2345',
      external_id: '2345',
      full_name: null,
    })
    expect(asked).toEqual([
      {
        method: 'GET',
        url: `/user/verify?token=${encodeURIComponent(token)}`,
        authorization: undefined,
        body: '',
      },
    ])
    const again = await api.session({ user })
    expect([again.status, at(again.body, 'session', 'user_id')]).toEqual([201, at(reply.body, 'user', 'id')])
    expect(emulator.db.users.size).toBe(2)
    expect(JSON.stringify(emulator.log)).not.toContain('"any"')
  })

  it('maps its answer to a user', async () => {
    const { api } = setUp(withProvider({ responseParams: mapping }))
    const { body } = await api.session({ user })
    expect(at(body, 'session', 'user')).toMatchObject({
      login: 'simon371',
      full_name: 'Simon Davis',
      external_id: '2345',
      email: null,
    })
  })

  it('is asked in the way that is set', async () => {
    const { api } = setUp(
      withProvider({
        url: `${url}?app=1`,
        requestParams: { user: '#{email}#{login}', key: 'k #{password} #{nothing}' },
        requestHeaders: { Authorization: 'Bearer #{password}' },
      }),
    )
    await api.session({ user: { email: 'simon@example.com', password: 'p&w' } })
    expect(asked).toMatchObject([
      {
        method: 'GET',
        url: '/user/verify?app=1&user=simon%40example.com&key=k+p%26w+',
        authorization: 'Bearer p&w',
      },
    ])
  })

  it('is asked by POST', async () => {
    const { api } = setUp(withProvider({ method: 'POST', requestParams: { token: '#{login}' } }))
    await api.session({ user })
    expect(asked).toMatchObject([{ method: 'POST', url: '/user/verify', body: JSON.stringify({ token }) }])
  })

  it('is asked about everybody, also those who signed up here', async () => {
    respond(404, '')
    const { api } = setUp(withProvider())
    const ada = { login: 'ada', password: 'analytical-engine' }
    const { status, body } = await api.post('/login', ada, await api.appToken())
    expect([status, body]).toEqual([
      422,
      {
        errors: ['Bad Authentication data. Unauthorized on remote side. Status: 404.With empty response'],
      },
    ])
  })

  it('does not keep guests and the application from their sessions', async () => {
    const { api } = setUp(withProvider())
    expect((await api.session()).status).toBe(201)
    expect((await api.session({ user: { guest: '1', full_name: 'Olof' } })).status).toBe(201)
    expect(asked).toEqual([])
  })

  it.each([
    [{ login: token }, { password: ['cannot be blank'] }],
    [{ password: 'any' }, ["Both user login and email can't be blank"]],
  ])('is not asked about %j', async (credentials, errors) => {
    const { api } = setUp(withProvider())
    const { status, body } = await api.post('/login', credentials, await api.appToken())
    expect([status, body, asked]).toEqual([422, { errors }, []])
  })

  it('is not asked without a session', async () => {
    const { api } = setUp(withProvider())
    expect((await api.post('/login', user)).status).toBe(401)
    expect(asked).toEqual([])
  })

  it('reports a refusal with the status of its endpoint', async () => {
    respond(401, '{"message": "No token"}\n')
    const { api } = setUp(withProvider())
    const message =
      'Bad Authentication data. Unauthorized on remote side. Status: 401.Response "{\\"message\\": \\"No token\\"}\\n"'
    const session = await api.session({ user })
    expect([session.status, session.body]).toEqual([200, { errors: [message] }])
    const login = await api.post('/login', user, await api.appToken())
    expect([login.status, login.body]).toEqual([422, { errors: [message] }])
  })

  it('does not follow a redirect', async () => {
    respond(302, '', { Location: '/elsewhere' })
    const { api } = setUp(withProvider())
    expect(at((await api.session({ user })).body, 'errors', 0)).toContain('Status: 302.')
    expect(asked).toHaveLength(1)
  })

  it.each(['{"uid":1}', '{"user":{"id":null}}', '{"user":{"id":{}}}', '{"user":"x"}', '[]', 'null'])(
    'needs a uid in %s',
    async (body) => {
      respond(200, body)
      const { emulator, api } = setUp(withProvider())
      const reply = await api.post('/login', user, await api.appToken())
      expect([reply.status, reply.body]).toEqual([
        422,
        { errors: { base: ['Custom Identity Provider uid is required'] } },
      ])
      expect(emulator.db.users.size).toBe(1)
    },
  )

  const breakdown = [500, { error: 'Internal Server Error', status: '500' }]
  const outcome = ({ status, body }: Reply): unknown => [status, body]

  it('breaks the sign-in when it answers no JSON', async () => {
    respond(200, '<html>')
    expect(outcome(await setUp(withProvider()).api.session({ user }))).toEqual(breakdown)
  })

  it('breaks the sign-in when it hangs up', async () => {
    answer = (request) => request.socket.destroy()
    expect(outcome(await setUp(withProvider()).api.session({ user }))).toEqual(breakdown)
  })

  it('breaks the sign-in when it takes too long', async () => {
    answer = () => {}
    expect(outcome(await setUp(withProvider({ timeoutMs: 20 })).api.session({ user }))).toEqual(breakdown)
  })

  it('does not take over somebody’s login or e-mail', async () => {
    respond(200, '{"user": {"id": 1, "login": "ada", "email": "ADA@example.com"}}')
    const byLogin = setUp(withProvider({ responseParams: mapping }))
    expect(outcome(await byLogin.api.session({ user }))).toEqual([
      422,
      { errors: { base: ['login must be unique'] } },
    ])
    const byEmail = setUp(withProvider({ responseParams: { uid: '#{user.id}', email: '#{user.email}' } }))
    expect(outcome(await byEmail.api.session({ user }))).toEqual([
      422,
      { errors: { base: ['email must be unique'] } },
    ])
  })

  it('needs an address', () => {
    expect(() => askIdentityProvider({ url: 'user/verify' })).toThrow(TypeError)
  })
})
