import { CubeError } from '../errors/CubeError.ts'
import { withDeadline } from '../timing/withDeadline.ts'
import { errorsOf, parseError } from './parseError.ts'
import { type QueryParams, toQueryString } from './params.ts'
import type { ServerClock } from './serverClock.ts'

/** How the API is reached. */
export interface Connection {
  /** Origin and base path, without a slash at the end. */
  readonly apiUrl: string
  readonly fetch: typeof globalThis.fetch
  /** For the whole exchange, body included, in ms. */
  readonly timeoutMs: number
  readonly clock: ServerClock
}

/** One HTTP request to the API. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Begins with a slash; its segments are already encoded. */
  readonly path: string
  readonly query?: QueryParams | undefined
  readonly body?: unknown
  readonly token?: string | undefined
  readonly signal?: AbortSignal | undefined
  readonly timeoutMs?: number
  /** Lets the request outlive the page. */
  readonly keepalive?: boolean
  /** Whether the body carries credentials: a 401 or 404 then means that they are wrong. */
  readonly credentials?: boolean
  /** Texts of the body that must not come back in an error. The token is always among them. */
  readonly secrets?: readonly string[]
  /** Called when the headers are here and again when the body is; throws to give the answer up. */
  readonly guard?: () => void
}

/** An accepted answer. */
export interface ApiAnswer {
  /** The parsed body; `null` when it was empty. */
  readonly data: unknown
  /** When the session ends unless it is used, ms since 1970 by this device's clock; `null` if not told. */
  readonly expiresAt: number | null
}

/**
 * Sends one request and reads its answer within a deadline. Every failure is a {@link CubeError}.
 *
 * Redirects are refused, so that the token goes to the configured API and nowhere else.
 */
export async function send(connection: Connection, request: ApiRequest): Promise<ApiAnswer> {
  const { apiUrl, clock } = connection
  const query = toQueryString(request.query ?? {})
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (request.token !== undefined) headers['CB-Token'] = request.token
  const body = toBody(request)
  if (body !== null) headers['Content-Type'] = 'application/json'

  const exchange = async (signal: AbortSignal): Promise<ApiAnswer> => {
    let response: Response
    let text: string
    try {
      response = await connection.fetch(`${apiUrl}${request.path}${query && `?${query}`}`, {
        method: request.method,
        headers,
        signal,
        redirect: 'error',
        credentials: 'omit',
        // Only a GET can be answered from a cache, and without a cache Chromium asks CORS each time anew.
        cache: request.method === 'GET' ? 'no-store' : 'default',
        body,
        keepalive: request.keepalive ?? false,
      })
      request.guard?.()
      clock.observe(response.headers.get('Date'))
      text = await response.text()
    } catch (error) {
      if (error instanceof CubeError) throw error
      throw new CubeError('unreachable')
    }
    request.guard?.()
    const data = parseJson(text)
    if (!response.ok || errorsOf(data) !== undefined) {
      throw parseError({
        status: response.status,
        body: data,
        retryAfter: response.headers.get('Retry-After'),
        credentials: request.credentials ?? false,
        secrets: [...(request.secrets ?? []), request.token ?? ''],
        now: clock.serverNow(),
      })
    }
    if (data === undefined) throw new CubeError('protocol', { status: response.status })
    return { data, expiresAt: readExpiry(response.headers, clock) }
  }

  return withDeadline(exchange, request.timeoutMs ?? connection.timeoutMs, request.signal)
}

/** The body as text. A path that begins with anything but a slash would lead to another host. */
function toBody({ path, body }: ApiRequest): string | null {
  try {
    if (path.startsWith('/')) return body === undefined ? null : JSON.stringify(body)
  } catch {
    // It refers to itself, say.
  }
  throw new CubeError('invalid-argument')
}

/** The JSON of a text, `null` when it is blank, `undefined` when it is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.trim() || 'null') as unknown
  } catch {
    return undefined
  }
}

function readExpiry(headers: Headers, clock: ServerClock): number | null {
  // "2021-06-04 12:10:53 UTC", which Date.parse reads in some engines only.
  const expiry = headers.get('CB-Token-ExpirationDate')?.replace(/^(\S+) (\S+) UTC$/, '$1T$2Z')
  return clock.toLocal(Date.parse(expiry ?? '')) || null
}
