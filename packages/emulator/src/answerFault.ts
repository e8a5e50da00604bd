import type { FaultKind } from './Fault.ts'
import type { Mishap } from './faults.ts'
import { corsHeaders } from './rules/cors.ts'
import { observedErrors } from './rules/observed.ts'
import { unobservedErrors } from './rules/unobserved.ts'
import { breakOff, drip } from './slowBody.ts'
import { pause, untilAborted } from './pause.ts'

const PORTAL =
  '<!doctype html><html lang="en"><title>Guest Wi-Fi</title><h1>Please accept the terms of use</h1></html>'

const BODILESS = new Set([204, 205, 304])

/**
 * Answers a request through what goes wrong with it; `respond` gives the real answer.
 *
 * @throws `TypeError` where the network is said to fail, the signal's reason when it is aborted.
 */
export async function answerFault(
  { delayMs, fault, retryAfter }: Mishap,
  signal: AbortSignal,
  respond: () => Promise<Response>,
): Promise<Response> {
  if (delayMs > 0) await pause(delayMs, signal)
  switch (fault?.kind) {
    case 'offline':
      throw networkError()
    case 'hang':
      return untilAborted(signal)
    case 'html200':
      return new Response(PORTAL, { headers: { ...corsHeaders, 'Content-Type': 'text/html; charset=utf-8' } })
    case 'errors200':
      return jsonResponse(200, fault.body ?? observedErrors.identityProviderRefused.body)
    case 'status':
      return statusResponse(fault)
    case 'rateLimit':
      return statusResponse({ kind: 'status', status: 429, ...(retryAfter === null ? {} : { retryAfter }) })
    case 'redirect':
      return new Response('', {
        status: fault.status ?? 302,
        headers: { ...corsHeaders, Location: fault.location },
      })
    case 'truncate':
      return truncate(await respond())
    case 'reset':
      return breakOff(await respond(), networkError())
    case 'drip':
      return drip(await respond(), fault, signal)
    case 'noCors':
      return withoutCors(await respond())
    case 'dropAfterCommit':
      await respond()
      throw networkError()
    default:
      return respond()
  }
}

/** How a failing network shows in a browser, whatever it failed of. */
export function networkError(): TypeError {
  return new TypeError('Failed to fetch')
}

function statusResponse({ status, retryAfter, body }: Extract<FaultKind, { kind: 'status' }>): Response {
  const response = BODILESS.has(status)
    ? new Response(null, { status, headers: corsHeaders })
    : typeof body === 'string'
      ? new Response(body, {
          status,
          headers: { ...corsHeaders, 'Content-Type': 'text/plain; charset=utf-8' },
        })
      : jsonResponse(
          status,
          body ?? (status === 429 ? unobservedErrors.tooManyRequests : unobservedErrors.internal).body,
        )
  if (retryAfter !== undefined) {
    response.headers.set('Retry-After', String(retryAfter))
    // Whoever orders it wants pages to see it, and for them it is as good as missing otherwise.
    response.headers.append('Access-Control-Expose-Headers', 'Retry-After')
  }
  return response
}

function jsonResponse(status: number, body: object): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...corsHeaders, 'Content-Type': 'application/json; charset=utf-8' },
  })
}

async function truncate(response: Response): Promise<Response> {
  const text = (await response.text()) || '{}'
  return new Response(text.slice(0, Math.ceil(text.length / 2)), response)
}

function withoutCors(response: Response): Response {
  const bare = new Response(response.body, response)
  for (const name of Object.keys(corsHeaders)) bare.headers.delete(name)
  return bare
}
