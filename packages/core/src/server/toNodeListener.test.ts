import {
  createServer,
  type IncomingMessage,
  request as send,
  type RequestListener,
  type Server,
} from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createSignerHandler, type FetchHandler, toNodeListener } from './index.ts'

const page = 'https://app.test'
const servers: Server[] = []

async function listen(
  handler: FetchHandler,
  wrap: (listener: RequestListener) => RequestListener = (l) => l,
) {
  const server = createServer(wrap(toNodeListener(handler)))
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { port, url: `http://127.0.0.1:${port}` }
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

const signer = createSignerHandler({
  appId: 1,
  authKey: 'key',
  authSecret: 'canary-secret',
  origins: [page],
  authorize: () => true,
})
const headers = { 'Content-Type': 'application/json', 'X-CBK-Signer': '1', Origin: page }

describe('toNodeListener', () => {
  test('signs over HTTP, with its headers', async () => {
    const { url } = await listen(signer)
    const response = await fetch(`${url}/sign`, { method: 'POST', headers, body: '{}' })
    expect(response.status).toBe(200)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(page)
    expect(await response.json()).toMatchObject({ application_id: 1, auth_key: 'key' })
    expect((await fetch(url, { method: 'OPTIONS', headers: { Origin: page } })).status).toBe(204)
    expect((await fetch(url)).status).toBe(405)
  })

  test('hands on the whole request: address, headers that repeat, body', async () => {
    let seen: Request | undefined
    let body = ''
    const { port } = await listen(async (request) => {
      seen = request
      body = await request.text()
      return new Response(`${body}!`, { status: 201, headers: { 'X-Answer': 'yes' } })
    })
    const answer = await new Promise<string>((resolve, reject) => {
      const outgoing = send(
        { port, path: '/a/b?c=d', method: 'PUT', headers: { 'X-Two': ['1', '2'] } },
        (incoming) => {
          incoming.setEncoding('utf8')
          incoming.on('data', (text) =>
            resolve(`${incoming.statusCode} ${String(incoming.headers['x-answer'])} ${String(text)}`),
          )
        },
      )
      outgoing.on('error', reject)
      outgoing.end('zwölf 🙂')
    })
    expect(answer).toBe('201 yes zwölf 🙂!')
    expect(seen?.url).toBe(`http://localhost:${port}/a/b?c=d`)
    expect(seen?.method).toBe('PUT')
    expect(seen?.headers.get('X-Two')).toBe('1, 2')
  })

  test('hands on a body that a parser has read already', async () => {
    const { url } = await listen(
      async (request) => Response.json({ url: request.url, body: await request.text() }),
      (listener) => (request, response) => {
        // As express.json() under a router leaves it.
        Object.assign(request, { body: { parsed: true }, originalUrl: `/api${request.url}` })
        request.resume()
        request.on('end', () => listener(request, response))
      },
    )
    const response = await fetch(`${url}/sign`, { method: 'POST', headers, body: '{"raw":true}' })
    expect(await response.json()).toEqual({ url: `${url}/api/sign`, body: '{"parsed":true}' })
  })

  test('a handler that rejects is an answer without a word', async () => {
    const { url } = await listen(() => Promise.reject(new Error('canary')))
    const response = await fetch(url, { method: 'POST', body: '{}' })
    expect([response.status, await response.text()]).toEqual([500, ''])
  })

  test('what is no request for a handler is refused', async () => {
    const { port } = await listen(signer)
    const answer = await raw(port, 'TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    const other = await raw(
      port,
      'POST / HTTP/1.1\r\nHost: <"&\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
    )
    expect(other).toMatch(/^HTTP\/1\.1 40[03] /)
  })

  test('tells the handler when the caller has gone', async () => {
    const asked = Promise.withResolvers<void>()
    const gone = Promise.withResolvers<void>()
    const { port } = await listen((request) => {
      request.signal.addEventListener('abort', () => gone.resolve())
      asked.resolve()
      return new Promise(() => {})
    })
    const socket = connect(port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n')
    await asked.promise
    socket.destroy()
    await expect(gone.promise).resolves.toBeUndefined()
  })

  test('row 116: a giant waits outside while the handler thinks', async () => {
    let seen: IncomingMessage | undefined
    const { port } = await listen(
      () => new Promise(() => {}),
      (listener) => (request, response) => {
        seen = request
        listener(request, response)
      },
    )
    const size = 64 * 1024 * 1024
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${size}\r\n\r\n`)
    socket.write(Buffer.alloc(size))
    // Until nothing more is taken in.
    for (let before = -1, same = 0; same < 50; before = seen?.socket.bytesRead ?? -1) {
      await setImmediate()
      same = seen !== undefined && seen.socket.bytesRead === before ? same + 1 : 0
    }
    expect(seen?.socket.bytesRead).toBeLessThan(2_000_000)
    socket.destroy()
  })

  test('row 116: a client that drips is answered after 5 s and let go', async () => {
    const { port } = await listen(signer)
    const lines = Object.entries({ ...headers, 'Content-Length': '1000' }).map(
      ([name, value]) => `${name}: ${value}`,
    )
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const socket = connect(port, '127.0.0.1')
      socket.write(`POST /sign HTTP/1.1\r\nHost: x\r\n${lines.join('\r\n')}\r\n\r\n{`)
      const answer = read(socket)
      let elapsed = 0
      while (!socket.closed) {
        elapsed += 50
        await vi.advanceTimersByTimeAsync(50)
        if (!socket.destroyed) socket.write(' ')
        await setImmediate()
      }
      expect(await answer).toMatch(/^HTTP\/1\.1 408 /)
      expect(await answer).toMatch(/connection: close/i)
      expect(elapsed).toBeGreaterThanOrEqual(5000)
    } finally {
      vi.useRealTimers()
    }
  })

  test('row 116: a giant is cut off long before its end', async () => {
    const { port } = await listen(signer)
    const lines = Object.entries({ ...headers, 'Transfer-Encoding': 'chunked' }).map(
      ([name, value]) => `${name}: ${value}`,
    )
    const answer = await raw(
      port,
      `POST /sign HTTP/1.1\r\nHost: x\r\n${lines.join('\r\n')}\r\n\r\n1000\r\n${'x'.repeat(4096)}\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
  })
})

function raw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(text)
  return read(socket)
}

/** All that comes until the other side closes. */
function read(socket: ReturnType<typeof connect>): Promise<string> {
  let answer = ''
  socket.setEncoding('utf8')
  return new Promise((resolve) => {
    socket.on('data', (text: string) => (answer += text))
    socket.on('error', () => resolve(answer))
    socket.on('close', () => resolve(answer))
  })
}
