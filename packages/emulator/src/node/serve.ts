import type { IncomingMessage, ServerResponse } from 'node:http'
import { CONTROL_TOKEN_HEADER, isControl } from '../control/createControl.ts'
import type { ServedEmulator } from '../Emulator.ts'
import { bodyLimit, type BodyLimit } from '../routes/bodyLimit.ts'
import { toResponse } from '../routes/toResponse.ts'
import { unobservedErrors } from '../rules/unobserved.ts'
import { sameText } from '../sameText.ts'
import { answerDashboard } from './dashboard/answerDashboard.ts'
import { isLocalHost, readWhole, toRequest, writeResponse } from './http.ts'

/** Handles one request of Node's server. It never rejects. */
export type Serve = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>

const GIBIBYTE = 2 ** 30
const CLOSE = { Connection: 'close' }

/** Puts an emulator behind Node's server. `stopping` ends requests that wait. */
export function createServe({
  answer,
  controlToken,
  stopping,
}: Pick<ServedEmulator, 'answer' | 'controlToken'> & { readonly stopping: AbortSignal }): Serve {
  /** A snapshot may be large, and whoever knows the token may send one. */
  function limitOf({ method = 'GET', headers }: IncomingMessage, url: URL): BodyLimit {
    const limit = bodyLimit(method, url.href)
    const token = headers[CONTROL_TOKEN_HEADER.toLowerCase()]
    const isTrusted = isControl(url.href) && typeof token === 'string' && sameText(token, controlToken)
    return isTrusted ? { ...limit, bytes: GIBIBYTE } : limit
  }

  async function respond(incoming: IncomingMessage, signal: AbortSignal): Promise<Response> {
    const { host } = incoming.headers
    if (host === undefined || !isLocalHost(host)) return toResponse(unobservedErrors.foreignHost, CLOSE)
    const address = `http://${host}${incoming.url ?? '/'}`
    if (incoming.url?.startsWith('/') !== true || !URL.canParse(address)) return unreadable()
    const url = new URL(address)
    const ofDashboard = await answerDashboard(incoming.method ?? 'GET', url.pathname)
    if (ofDashboard !== null) return ofDashboard
    const limit = limitOf(incoming, url)
    const body = await readWhole(incoming, limit.bytes)
    if (body === null) return limit.refuse()
    const request = toRequest(incoming, body, url.origin, signal)
    return request === null ? unreadable() : asData(await answer(request))
  }

  return async (incoming, outgoing) => {
    const gone = new AbortController()
    outgoing.once('close', () => gone.abort(new Error('The client has gone.')))
    try {
      const response = await respond(incoming, AbortSignal.any([gone.signal, stopping]))
      await writeResponse(outgoing, response, gone.signal)
    } catch {
      // No answer, or half of one, is what a fault asked for; or nobody is there to read it.
      if (outgoing.headersSent) incoming.socket.resetAndDestroy()
      else incoming.socket.destroy()
    }
  }
}

function unreadable(): Response {
  return toResponse(unobservedErrors.bodyUnreadable('The emulator cannot read this request.'), CLOSE)
}

/** What people have stored may be a page. It must not run as one of the dashboard's origin. */
function asData(response: Response): Response {
  const type = response.headers.get('Content-Type') ?? ''
  if (/html|xml|script/i.test(type)) response.headers.set('Content-Security-Policy', 'sandbox allow-forms')
  response.headers.set('X-Content-Type-Options', 'nosniff')
  return response
}
