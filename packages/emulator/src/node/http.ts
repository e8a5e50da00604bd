import type { IncomingMessage, ServerResponse } from 'node:http'

const LOCAL_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Whether a request was addressed to this machine by a name of its own: DNS rebinding fails here. */
export function isLocalHost(host: string | undefined): boolean {
  return host !== undefined && LOCAL_NAMES.has(host.replace(/:\d+$/, '').toLowerCase())
}

/** Reads a whole body, or gives `null` when it has more than `most` bytes. */
export async function readWhole(
  incoming: IncomingMessage,
  most: number,
): Promise<Buffer<ArrayBuffer> | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > most) {
      incoming.resume()
      return null
    }
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

/** Turns what Node received into a `Request`. */
export function toRequest(incoming: IncomingMessage, body: Buffer<ArrayBuffer>, origin: string): Request {
  const method = incoming.method ?? 'GET'
  const url = new URL(`${origin}${incoming.url ?? '/'}`)
  const headers = new Headers()
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  if (body.length === 0) return new Request(url, { method, headers, redirect: 'manual' })
  if (method !== 'GET' && method !== 'HEAD') {
    return new Request(url, { method, headers, body, redirect: 'manual' })
  }
  // The API's documentation shows GET requests whose query is a form in the body. A `Request` cannot
  // carry one, so it is put where the query is.
  const query = body.toString('utf8')
  url.search = url.search === '' ? query : `${url.search}&${query}`
  return new Request(url, { method, headers, redirect: 'manual' })
}

/** Sends a `Response` over Node's. */
export async function writeResponse(outgoing: ServerResponse, response: Response): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer())
  outgoing.writeHead(response.status, [...response.headers, ['Content-Length', String(body.length)]].flat())
  outgoing.end(body)
}
