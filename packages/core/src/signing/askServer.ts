import { CubeError, type CubeErrorCode, isCubeError } from '../errors/CubeError.ts'
import { isFields } from '../wire/fields.ts'
import type { SignContext } from './Signer.ts'

/** How a page asks its own server. */
export interface OwnServerOptions {
  /** Headers of each request, such as `{ Authorization: 'Bearer …' }`, made anew for each. */
  readonly headers?: () => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>
  /** Whether cookies are sent: `same-origin` (default), or `include` for a server on another origin. */
  readonly credentials?: 'same-origin' | 'include' | 'omit'
}

/** What the server says of its own set-up. */
const setUpCodes: readonly CubeErrorCode[] = [
  'app-rejected',
  'signature-rejected',
  'clock-skew',
  'nonce-rejected',
]

/** POSTs JSON to the signer or the session broker on the app's own server, and reads its JSON. */
export async function askServer(
  what: string,
  url: string,
  body: object,
  { fetch, signal }: Pick<SignContext, 'fetch' | 'signal'>,
  { headers, credentials = 'same-origin' }: OwnServerOptions,
): Promise<unknown> {
  let response: Response
  let text: string
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { ...(await headers?.()), 'Content-Type': 'application/json', 'X-CBK-Signer': '1' },
      body: JSON.stringify(body),
      credentials,
      redirect: 'error',
      cache: 'no-store',
      signal,
    })
    text = await response.text()
  } catch {
    if (signal.aborted) throw new CubeError(isTimeout(signal.reason) ? 'timeout' : 'aborted')
    throw new CubeError('unreachable', { message: `The ${what} on your server could not be reached.` })
  }
  const answer = parse(text)
  if (!response.ok) throw refusalOf(what, response, answer)
  if (answer === undefined)
    throw new CubeError('protocol', { message: `The ${what} on your server gave no JSON.` })
  return answer
}

function isTimeout(reason: unknown): boolean {
  return isCubeError(reason, 'timeout') || (reason instanceof Error && reason.name === 'TimeoutError')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function refusalOf(what: string, { status, headers }: Response, answer: unknown): CubeError {
  const seconds = Number(headers.get('Retry-After') || Number.NaN)
  const said = isFields(answer) ? answer['code'] : undefined
  return new CubeError(setUpCodes.find((code) => code === said) ?? codeOf(status), {
    status,
    message: `The ${what} on your server answered ${status}.`,
    retryAfterMs: Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : null,
    fields: status === 422 ? { full_name: ['is not valid'] } : {},
  })
}

function codeOf(status: number): CubeErrorCode {
  if (status === 429) return 'rate-limited'
  if (status === 422) return 'validation'
  if (status === 401) return 'invalid-credentials'
  return status >= 500 ? 'server-error' : 'signature-rejected'
}
