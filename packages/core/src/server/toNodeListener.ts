import type { FetchHandler } from './endpoint.ts'

/** What is used of Node's `IncomingMessage`. Express adds `originalUrl`, and `body` where a parser has read it. */
export interface NodeRequest {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly originalUrl?: string | undefined
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body?: unknown
  readonly complete?: boolean
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown
  on(event: 'end' | 'close', listener: () => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  pause(): unknown
  resume(): unknown
}

/** What is used of Node's `ServerResponse`. */
export interface NodeResponse {
  statusCode: number
  setHeader(name: string, value: string): unknown
  end(body?: Uint8Array): unknown
  on(event: 'close', listener: () => void): unknown
}

/**
 * Lets a web-standard handler answer in Express and in `node:http`.
 *
 * A body that `express.json()` has read already is handed on.
 *
 * @example
 * import express from 'express'
 *
 * express().all('/api/cube/sign', toNodeListener(createSignerHandler(options))).listen(3000)
 */
export function toNodeListener(
  handler: FetchHandler,
): (request: NodeRequest, response: NodeResponse) => void {
  const serve = async (incoming: NodeRequest, outgoing: NodeResponse): Promise<void> => {
    const gone = new AbortController()
    outgoing.on('close', () => gone.abort())
    const answer = await ask(handler, incoming, gone.signal)
    outgoing.statusCode = answer.status
    answer.headers.forEach((value, name) => outgoing.setHeader(name, value))
    // Whoever is still sending is not listened to any longer.
    if (incoming.complete === false) outgoing.setHeader('Connection', 'close')
    outgoing.end(new Uint8Array(await answer.arrayBuffer()))
  }
  return (incoming, outgoing) => {
    // An answer whose body breaks off is the handler's doing: there is nobody left to tell.
    serve(incoming, outgoing).catch(() => outgoing.end())
  }
}

async function ask(handler: FetchHandler, incoming: NodeRequest, signal: AbortSignal): Promise<Response> {
  let request: Request
  try {
    request = toRequest(incoming, signal)
  } catch {
    // A method or an address that no web-standard request can have.
    return new Response(null, { status: 400 })
  }
  try {
    return await handler(request)
  } catch {
    return new Response(null, { status: 500 })
  }
}

function toRequest(incoming: NodeRequest, signal: AbortSignal): Request {
  const { method = 'GET', headers: given } = incoming
  const headers = new Headers()
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || name.startsWith(':')) continue
    for (const one of typeof value === 'string' ? [value] : value) headers.append(name, one)
  }
  const path = incoming.originalUrl ?? incoming.url ?? '/'
  const url = new URL(path.startsWith('/') ? `http://${hostOf(headers)}${path}` : path)
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal })
  const body = incoming.body === undefined ? streamOf(incoming) : JSON.stringify(incoming.body)
  // A stream needs `duplex`, which the types of the DOM do not know yet.
  const init: RequestInit & { duplex: 'half' } = { method, headers, signal, body, duplex: 'half' }
  return new Request(url, init)
}

function hostOf(headers: Headers): string {
  const host = headers.get('Host') ?? ''
  return /^[\w.:[\]-]+$/.test(host) ? host : 'localhost'
}

/** How much of a body waits here for a handler that does not read it, in bytes. */
const mostWaiting = 16_384

function streamOf(incoming: NodeRequest): ReadableStream<Uint8Array> {
  let isOpen = true
  const once = (act: () => void): void => {
    if (isOpen) act()
    isOpen = false
  }
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        incoming.on('data', (chunk) => {
          if (!isOpen) return
          controller.enqueue(new Uint8Array(chunk))
          if ((controller.desiredSize ?? 0) <= 0) incoming.pause()
        })
        incoming.on('end', () => once(() => controller.close()))
        incoming.on('error', (error) => once(() => controller.error(error)))
        incoming.on('close', () => once(() => controller.error(new Error('The request broke off.'))))
      },
      pull() {
        incoming.resume()
      },
      cancel() {
        isOpen = false
        incoming.pause()
      },
    },
    { highWaterMark: mostWaiting, size: ({ byteLength }) => byteLength },
  )
}
