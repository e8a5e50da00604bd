import { networkError } from './answerFault.ts'

/** How many redirects `fetch` follows before it gives up. */
export const MAX_HOPS: number = 20

const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * Where a request goes on to, as `fetch` does it.
 *
 * @returns `null` when the answer is the last one.
 * @throws `TypeError` when the request takes no redirects.
 */
export function redirectTarget(request: Request, response: Response): URL | null {
  const location = response.headers.get('Location')
  if (!REDIRECTS.has(response.status) || location === null || request.redirect === 'manual') return null
  if (request.redirect === 'error') throw networkError()
  return new URL(location, request.url)
}
