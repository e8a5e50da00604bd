import { type Fields, isFields } from '../wire/fields.ts'

const mostBytes = 1024
const deadlineMs = 5000

/**
 * Reads a JSON object of at most 1 KiB within 5 s. Anything else gives the status to answer with: 413 when it
 * is too long, 408 when it takes too long, 400 when it is something else.
 */
export async function readSmallBody(request: Request): Promise<Fields | 400 | 408 | 413> {
  if (Number(request.headers.get('Content-Length') ?? 0) > mostBytes) return 413
  if (request.bodyUsed || request.body === null) return 400
  const reader = request.body.getReader()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<408>((resolve) => {
    timer = setTimeout(() => resolve(408), deadlineMs)
  })
  try {
    const body = await Promise.race([readAll(reader), late])
    if (typeof body === 'number') return body
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
    return isFields(value) ? value : 400
  } catch {
    return 400
  } finally {
    clearTimeout(timer)
    // What is left of it is of no use. A body that breaks off has nothing left.
    void reader.cancel().catch(() => {})
  }
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | 413> {
  const all = new Uint8Array(mostBytes)
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return all.subarray(0, length)
    if (length + value.byteLength > mostBytes) return 413
    all.set(value, length)
    length += value.byteLength
  }
}
