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

/** Turns what Node received into a `Request`; `null` when no `Request` can say it. */
export function toRequest(
  incoming: IncomingMessage,
  body: Buffer<ArrayBuffer>,
  origin: string,
  signal: AbortSignal,
): Request | null {
  try {
    return buildRequest(incoming, body, origin, signal)
  } catch {
    return null
  }
}

function buildRequest(
  { method = 'GET', url: target = '/', headersDistinct }: IncomingMessage,
  body: Buffer<ArrayBuffer>,
  origin: string,
  signal: AbortSignal,
): Request {
  const url = new URL(`${origin}${target}`)
  const headers = new Headers()
  for (const [name, values] of Object.entries(headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  const init: RequestInit = { method, headers, signal, redirect: 'manual' }
  if (body.length === 0) return new Request(url, init)
  if (method !== 'GET' && method !== 'HEAD') return new Request(url, { ...init, body })
  // The API's documentation shows GET requests whose query is a form in the body. A `Request` cannot
  // carry one, so it is put where the query is.
  const query = body.toString('utf8')
  url.search = url.search === '' ? query : `${url.search}&${query}`
  return new Request(url, init)
}

/** Writes one piece and waits until it is on its way, so that what breaks off later has begun. */
function writePiece(outgoing: ServerResponse, piece: Uint8Array, gone: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(new Error('The client has gone.'))
    if (gone.aborted) return giveUp()
    gone.addEventListener('abort', giveUp, { once: true })
    outgoing.write(piece, (error) => {
      gone.removeEventListener('abort', giveUp)
      if (error) reject(error)
      else resolve()
    })
  })
}

/**
 * Sends a `Response` over Node's. One that says how long it is, is sent piece by piece as it comes.
 *
 * @throws when the body breaks off, or when the client goes, as `gone` tells.
 */
export async function writeResponse(
  outgoing: ServerResponse,
  { status, headers, body }: Response,
  gone: AbortSignal,
): Promise<void> {
  if (body === null || headers.has('Content-Length')) {
    outgoing.writeHead(status, [...headers].flat())
    for await (const chunk of body ?? []) {
      await writePiece(outgoing, chunk, gone)
    }
    outgoing.end()
    return
  }
  const whole = Buffer.from(await new Response(body).arrayBuffer())
  outgoing.writeHead(status, [...headers, ['Content-Length', String(whole.length)]].flat())
  outgoing.end(whole)
}
