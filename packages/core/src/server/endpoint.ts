import { withDeadline } from '../timing/withDeadline.ts'
import type { Fields } from '../wire/fields.ts'
import { createRateLimiter } from './rateLimiter.ts'
import { readSmallBody } from './readSmallBody.ts'
import { type CheckedOptions, warnOfForeignPages } from './ServerOptions.ts'

/** A web-standard request handler: it always answers, and never rejects. */
export type FetchHandler = (request: Request) => Promise<Response>

/** How long `authorize` may take, in ms. */
const authorizeMs = 10_000
/** Callers who cannot be told apart share this many times what one caller has. */
const sharedByStrangers = 20

/**
 * What stands in front of the secret: only JSON of listed pages, with the header that makes browsers ask first,
 * of callers who are authorized and do not ask too often, gets to `answer`.
 */
export function createEndpoint(
  options: CheckedOptions,
  answer: (body: Fields, request: Request) => Promise<Response>,
): FetchHandler {
  const { origins, authorize, rateLimit = {}, nativeApps = false, onError, now } = options
  const limiter = createRateLimiter(rateLimit, now)
  const warn = warnOfForeignPages()

  /** The caller's bucket, or the status with which they are refused. */
  async function callerOf(request: Request): Promise<{ name: string; share: number } | 403> {
    const caller = await withDeadline(async () => authorize(request), authorizeMs)
    // Without types a function may give anything: only `true` and a name let pass.
    if (caller === '' || (typeof caller !== 'string' && !isTrue(caller))) return 403
    if (typeof caller === 'string') return { name: `caller ${bounded(caller)}`, share: 1 }
    const address = rateLimit.addressOf?.(request)
    return address
      ? { name: `address ${bounded(address)}`, share: 1 }
      : { name: 'strangers', share: sharedByStrangers }
  }

  async function handle(request: Request): Promise<Response> {
    if (request.headers.get('X-CBK-Signer') !== '1') return refusal(403)
    if (!/^application\/json\s*(;|$)/i.test(request.headers.get('Content-Type') ?? '')) return refusal(415)
    const caller = await callerOf(request)
    if (caller === 403) return refusal(403)
    const waitMs = limiter.take(caller.name, caller.share)
    if (waitMs > 0) return refusal(429, { 'Retry-After': String(Math.ceil(waitMs / 1000)) })
    const body = await readSmallBody(request)
    return typeof body === 'number' ? refusal(body) : answer(body, request)
  }

  return async (request) => {
    const isPreflight = request.method === 'OPTIONS'
    if (request.method !== 'POST' && !isPreflight) return refusal(405, { Allow: 'POST, OPTIONS' })
    const origin = request.headers.get('Origin')
    const isListed = origin !== null && origins.includes(origin)
    if (!isListed && !(origin === null && nativeApps)) {
      warn(origin)
      return refusal(403)
    }
    if (isPreflight) return withHeaders(new Response(null, { status: 204 }), preflight(origin))
    try {
      return withHeaders(await handle(request), pageMayRead(origin))
    } catch (error) {
      report(error, onError)
      return withHeaders(refusal(500), pageMayRead(origin))
    }
  }
}

/** An answer without a word: whoever is refused learns nothing of the reason. */
export function refusal(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { 'Cache-Control': 'no-store', ...headers } })
}

/** Tells the app, whose listener cannot break the answer. */
export function report(error: unknown, onError: (error: unknown) => void): void {
  try {
    onError(error)
  } catch {
    // The caller is answered all the same.
  }
}

function pageMayRead(origin: string | null): Record<string, string> {
  return origin === null
    ? {}
    : {
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Expose-Headers': 'Retry-After',
      }
}

function preflight(origin: string | null): Record<string, string> {
  return {
    ...pageMayRead(origin),
    'Access-Control-Allow-Methods': 'POST',
    'Access-Control-Allow-Headers': 'Content-Type, X-CBK-Signer, Authorization, X-CSRF-Token',
    'Access-Control-Max-Age': '600',
  }
}

function withHeaders(response: Response, headers: Record<string, string>): Response {
  for (const [name, value] of Object.entries({ Vary: 'Origin', 'Cache-Control': 'no-store', ...headers }))
    response.headers.set(name, value)
  return response
}

function isTrue(value: unknown): value is true {
  return value === true
}

/** A name that takes little memory, whoever chose it. */
function bounded(name: string): string {
  return name.length <= 200 ? name : `${name.slice(0, 180)} ${name.length}`
}
