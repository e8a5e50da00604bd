import type { Fault, FaultKind } from './faults.ts'
import { corsHeaders } from './rules/cors.ts'
import { observedErrors } from './rules/observed.ts'
import { unobservedErrors } from './rules/unobserved.ts'

const PORTAL =
  '<!doctype html><html lang="en"><title>Guest Wi-Fi</title><h1>Please accept the terms of use</h1></html>'

/**
 * Answers a request through the faults that hit it; `respond` gives the real answer.
 *
 * @throws `TypeError` where the network is said to fail, the signal's reason when it is aborted.
 */
export async function answerFault(
  hits: readonly Fault[],
  signal: AbortSignal,
  respond: () => Promise<Response>,
): Promise<Response> {
  for (const fault of hits) {
    if (fault.kind === 'delay') await pause(fault.ms, signal)
  }
  const fault = hits.find(({ kind }) => kind !== 'delay')
  switch (fault?.kind) {
    case 'offline':
      throw networkError()
    case 'hang':
      return pause(Infinity, signal)
    case 'html200':
      return new Response(PORTAL, { headers: { ...corsHeaders, 'Content-Type': 'text/html; charset=utf-8' } })
    case 'errors200':
      return jsonResponse(200, fault.body ?? observedErrors.identityProviderRefused.body)
    case 'status':
      return statusResponse(fault)
    case 'truncate':
      return truncate(await respond())
    case 'dropAfterCommit':
      await respond()
      throw networkError()
    default:
      return respond()
  }
}

/** Waits, unless the signal is aborted first. */
export function pause(ms: number, signal: AbortSignal): Promise<never>
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = Number.isFinite(ms) ? setTimeout(finish, ms) : undefined
    function finish(): void {
      signal.removeEventListener('abort', stop)
      resolve()
    }
    signal.addEventListener('abort', stop, { once: true })
  })
}

function networkError(): TypeError {
  return new TypeError('Failed to fetch')
}

function statusResponse({ status, retryAfter, body }: Extract<FaultKind, { kind: 'status' }>): Response {
  const response =
    typeof body === 'string'
      ? new Response(body, {
          status,
          headers: { ...corsHeaders, 'Content-Type': 'text/plain; charset=utf-8' },
        })
      : jsonResponse(
          status,
          body ?? (status === 429 ? unobservedErrors.tooManyRequests : unobservedErrors.internal).body,
        )
  if (retryAfter !== undefined) response.headers.set('Retry-After', String(retryAfter))
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
