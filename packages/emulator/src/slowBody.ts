import { pause } from './pause.ts'

/** The answer with a body whose second half never comes: reading it fails with `error`. */
export async function breakOff(response: Response, error: Error): Promise<Response> {
  const bytes = await bytesOf(response)
  const half = bytes.slice(0, Math.ceil(bytes.length / 2))
  let isSent = false
  return inPieces(response, bytes.length, async () => {
    if (isSent) throw error
    isSent = true
    return half
  })
}

/** The answer with a body that comes a few bytes at a time. */
export async function drip(
  response: Response,
  { ms, bytes: size = 16 }: { readonly ms: number; readonly bytes?: number },
  signal: AbortSignal,
): Promise<Response> {
  const bytes = await bytesOf(response)
  let sent = 0
  return inPieces(response, bytes.length, async () => {
    if (sent >= bytes.length) return null
    await pause(ms, signal)
    const piece = bytes.slice(sent, sent + size)
    sent += size
    return piece
  })
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  const bytes = new Uint8Array(await response.arrayBuffer())
  return bytes.length > 0 ? bytes : new TextEncoder().encode('{}')
}

/** A response whose length is known beforehand, so that whoever reads it sees that some is missing. */
function inPieces(response: Response, length: number, next: () => Promise<Uint8Array | null>): Response {
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const piece = await next()
        if (piece === null) controller.close()
        else controller.enqueue(piece)
      },
    },
    // Nothing is made ahead of being read.
    { highWaterMark: 0 },
  )
  const headers = new Headers(response.headers)
  headers.set('Content-Length', String(length))
  return new Response(stream, { status: response.status, headers })
}
