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
    expect(big).toEqual({ status: 400, body: { errors: ['The request body is larger than 1 MiB.'] } })
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

  it('does not start in production', async () => {
    vi.stubEnv('NODE_ENV', 'production')
    await expect(startEmulator()).rejects.toThrow('production')
  })
})
