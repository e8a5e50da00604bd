import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { at } from '../../test/api.ts'
import { startEmulator, type EmulatorServer, type EmulatorServerOptions } from './index.ts'

const running: EmulatorServer[] = []
afterEach(async () => {
  vi.unstubAllEnvs()
  await Promise.all(running.splice(0).map((server) => server.stop()))
})

async function start(options?: EmulatorServerOptions): Promise<EmulatorServer> {
  const server = await startEmulator(options)
  running.push(server)
  return server
}

/** A request with headers that `fetch` does not let through, or with a body that it does not send. */
function raw(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer },
): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { method: options.method ?? 'GET', headers: options.headers ?? {} },
      (incoming: IncomingMessage) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) }),
        )
      },
    )
    outgoing.on('error', reject)
    outgoing.end(options.body)
  })
}

/** Sends exactly these bytes, and gives what comes back until the connection is closed. */
async function exchange(server: EmulatorServer, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  let received = ''
  socket.on('data', (chunk: Buffer) => (received += chunk.toString('latin1')))
  socket.write(bytes)
  await once(socket, 'close')
  return received
}

async function signIn(server: EmulatorServer): Promise<string> {
  const { login, password } = server.people[0]!
  const response = await fetch(`${server.url}/session.json`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json;charset=utf-8' },
    body: JSON.stringify({ application_id: 1, auth_key: server.keys.authKey, user: { login, password } }),
  })
  expect(response.status).toBe(201)
  return String(at(await response.json(), 'session', 'token'))
}

describe('startEmulator', () => {
  it('serves the same emulator over HTTP', async () => {
    const server = await start({ users: 20 })
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(server.clientOptions.apiUrl).toBe(server.url)
    const token = await signIn(server)
    const response = await server.clientOptions.fetch(
      `${server.url}/users/v2.json?id[in][]=1000001&id[in][]=1000002`,
      { headers: { 'CB-Token': token } },
    )
    expect(at(await response.json(), 'total_entries')).toBe(2)
    expect(response.headers.get('Date')).toBe(new Date(server.log.at(-1)!.at).toUTCString())
    expect(response.headers.get('CB-Token-ExpirationDate')).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/)
    expect(server.log).toHaveLength(2)
    server.clock.advance(7_200_000)
    expect((await fetch(`${server.url}/session`, { headers: { 'CB-Token': token } })).status).toBe(401)
  })

  it('keeps to the port it is given, and says when that is taken', async () => {
    const first = await start()
    const port = Number(new URL(first.url).port)
    await expect(startEmulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await first.stop()
    expect((await start({ port })).url).toBe(first.url)
  })

  it('listens on this machine only, and answers to its names only', async () => {
    const server = await start()
    const port = new URL(server.url).port
    const hosts = {
      [`127.0.0.1:${port}`]: 401,
      [`localhost:${port}`]: 401,
      [`[::1]:${port}`]: 401,
      'evil.example': 403,
      [`127.0.0.1.evil.example:${port}`]: 403,
    }
    for (const [host, status] of Object.entries(hosts)) {
      expect([host, (await raw(`${server.url}/session`, { headers: { host } })).status]).toEqual([
        host,
        status,
      ])
    }
    expect(server.log).toHaveLength(3)
  })

  it('takes the query of a GET from its body too, as the documentation shows', async () => {
    const server = await start()
    const headers = { 'CB-Token': await signIn(server), 'Content-Type': 'application/x-www-form-urlencoded' }
    const body = 'id[in][]=1000001&id[in][]=1000002&limit=1'
    const answer = await raw(`${server.url}/users/v2`, {
      headers: { ...headers, 'Content-Length': String(body.length) },
      body,
    })
    expect(answer).toMatchObject({ status: 200, body: { limit: 1, total_entries: 2 } })
    const mixed = await raw(`${server.url}/users/v2?sort_desc=id`, {
      headers: { ...headers, 'Content-Length': String(body.length) },
      body,
    })
    expect(at(mixed.body, 'items', 0, 'id')).toBe(1_000_002)
  })

  it('refuses bodies of more than a mebibyte', async () => {
    const server = await start()
    const headers = { 'Content-Type': 'application/json' }
    const big = await raw(`${server.url}/session`, {
      method: 'POST',
      headers,
      body: Buffer.alloc(1_048_577, 32),
    })
    expect(big).toEqual({ status: 413, body: { errors: ['The request body is larger than 1 MiB.'] } })
    const justRight = await raw(`${server.url}/session`, {
      method: 'POST',
      headers,
      body: Buffer.alloc(1_048_576, 32),
    })
    expect(justRight.status).toBe(422)
  })

  it('is cut off by the offline fault: the socket is destroyed, and it lives on', async () => {
    const server = await start()
    server.faults.add({ kind: 'offline', times: 1 })
    await expect(raw(`${server.url}/session`, {})).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect((await raw(`${server.url}/session`, {})).status).toBe(401)
  })

  it('forgets a hanging request whose client has gone', async () => {
    const server = await start()
    server.faults.add({ kind: 'hang', times: 1 })
    const finished = new Promise<void>((resolve) => void server.subscribe(resolve))
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    socket.write('GET /session HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await vi.waitUntil(() => server.log.length === 1)
    socket.destroy()
    await finished
    expect(server.log).toMatchObject([{ status: null, fault: 'hang' }])
  })

  it('stops with requests hanging and connections open, and only once', async () => {
    const server = await start()
    await fetch(`${server.url}/session`)
    server.faults.add({ kind: 'hang' })
    const hanging = expect(raw(`${server.url}/session`, {})).rejects.toMatchObject({ code: 'ECONNRESET' })
    await vi.waitUntil(() => server.log.length === 2)
    await Promise.all([server.stop(), server.stop()])
    await hanging
    await expect(raw(`${server.url}/session`, {})).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('stops without waiting for a client that is still sending', async () => {
    const server = await start()
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    const closed = once(socket, 'close')
    socket.on('error', () => undefined)
    socket.write(
      'POST /session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n',
    )
    await once(socket, 'data')
    await server.stop()
    await closed
    expect(server.log).toEqual([])
  })

  it('does not start in production unless told to', async () => {
    vi.stubEnv('NODE_ENV', 'production')
    await expect(startEmulator()).rejects.toThrow('production')
    expect((await raw(`${(await start({ allowProduction: true })).url}/session`, {})).status).toBe(401)
  })

  it.each([
    ['headers', { headersTimeoutMs: 60 }, 'GET /session HTTP/1.1\r\nHost: localhost\r\nX-Slow: '],
    [
      'a body',
      { requestTimeoutMs: 60 },
      'POST /session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{',
    ],
  ])('gives up on a client that does not finish %s', async (_, timeout, beginning) => {
    const server = await start(timeout)
    expect(await exchange(server, beginning)).toMatch(/^HTTP\/1\.1 408 /)
    expect(server.log).toEqual([])
  })

  it.each([
    ['OPTIONS * HTTP/1.1', 400],
    ['GET http://localhost/session HTTP/1.1', 400],
    ['GET //session HTTP/1.1', 404],
    ['TRACE /session HTTP/1.1', 400],
    ['GET /session/%ff%00%zz HTTP/1.1', 404],
    ['GET /../../etc/passwd HTTP/1.1', 404],
    ['BREW /session HTTP/1.1', 400],
    [`GET /${'x'.repeat(20_000)} HTTP/1.1`, 431],
  ])('answers %j with %i', async (line, status) => {
    const server = await start()
    const answer = await exchange(server, `${line}\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
    expect(Number(answer.split(' ', 2)[1])).toBe(status)
    expect((await raw(`${server.url}/session`, {})).status).toBe(401)
  })

  it('resets the connection in mid-answer, or lets it trickle', async () => {
    const server = await start()
    server.faults.add({ kind: 'reset', times: 1 })
    const broken = await fetch(`${server.url}/session`)
    expect(broken.status).toBe(401)
    await expect(broken.text()).rejects.toThrow(TypeError)
    server.faults.add({ kind: 'drip', ms: 1, bytes: 7, times: 1 })
    const dripping = await fetch(`${server.url}/session`)
    let pieces = 0
    for await (const piece of dripping.body!) pieces += piece.length > 0 ? 1 : 0
    expect(pieces).toBeGreaterThan(1)
    expect((await raw(`${server.url}/session`, {})).status).toBe(401)
  })

  it('refuses a preflight, and leaves CORS headers out', async () => {
    const server = await start()
    server.faults.add({ kind: 'badPreflight', path: '/session', times: 1 })
    server.faults.add({ kind: 'noCors', path: '/session', times: 1 })
    const preflight = (): Promise<Response> =>
      fetch(`${server.url}/session`, {
        method: 'OPTIONS',
        headers: { 'Access-Control-Request-Method': 'POST' },
      })
    const refused = await preflight()
    expect([refused.status, refused.headers.get('Access-Control-Allow-Origin')]).toEqual([403, null])
    expect((await preflight()).status).toBe(204)
    const bare = await fetch(`${server.url}/session`)
    expect([bare.status, bare.headers.get('Access-Control-Allow-Origin')]).toEqual([401, null])
    expect((await fetch(`${server.url}/session`)).headers.get('Access-Control-Allow-Origin')).toBe('*')
  })

  it('is controlled over HTTP by whoever knows the token, with snapshots of any size', async () => {
    const server = await start({ users: 20_000 })
    const headers = { 'Emulator-Control-Token': server.controlToken }
    for (let index = 0; index < 2; index++) await signIn(server)
    const taken = await fetch(`${server.url}/__emulator/snapshot`, { headers })
    const padded = { ...Object(await taken.json()), padding: 'x'.repeat(2 ** 20) }
    const restore = (own: Record<string, string>): Promise<Response> =>
      fetch(`${server.url}/__emulator/restore`, {
        method: 'POST',
        headers: own,
        body: JSON.stringify(padded),
      })
    server.reset()
    expect((await restore({})).status).toBe(413)
    expect((await restore({ 'Emulator-Control-Token': 'a-guess' })).status).toBe(413)
    expect((await restore(headers)).status).toBe(200)
    expect(server.db.sessions.list()).toHaveLength(2)
  })

  it('lets no stored page run as one of its own', async () => {
    const server = await start()
    server.faults.add({ kind: 'html200', times: 1 })
    const portal = await fetch(`${server.url}/session`)
    expect(portal.headers.get('Content-Security-Policy')).toBe('sandbox allow-forms')
    const { headers } = await fetch(`${server.url}/session`)
    expect([headers.get('Content-Security-Policy'), headers.get('X-Content-Type-Options')]).toEqual([
      null,
      'nosniff',
    ])
  })

  it('shows its dashboard at the root, whose address holds the control token in the fragment', async () => {
    const server = await start()
    expect(server.dashboardUrl).toBe(`${server.url}/#${server.controlToken}`)
    const page = await fetch(server.url)
    expect([page.status, page.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(page.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect(page.headers.get('Access-Control-Allow-Origin')).toBeNull()
    const html = await page.text()
    expect(html).not.toContain(server.controlToken)
    const files = [...html.matchAll(/(?:src|href)="(?<file>\/[^"]+)"/g)].map(({ groups }) => groups?.['file'])
    expect(files).toHaveLength(2)
    for (const file of files) expect((await fetch(`${server.url}${file}`)).status).toBe(200)
    for (const file of ['page.js', 'answerDashboard.js', '..%2Fserve.js', 'main.css', 'toString.js']) {
      expect([file, (await fetch(`${server.url}/__emulator/dashboard/${file}`)).status]).toEqual([file, 401])
    }
    expect(server.log).toEqual([])
  })
})
