import type { FaultKind, Mishap } from './faults.ts'
import { corsHeaders } from './rules/cors.ts'
import { observedErrors } from './rules/observed.ts'
import { unobservedErrors } from './rules/unobserved.ts'

const PORTAL =
  '<!doctype html><html lang="en"><title>Guest Wi-Fi</title><h1>Please accept the terms of use</h1></html>'

/**
 * Answers a request through what goes wrong with it; `respond` gives the real answer.
 *
 * @throws `TypeError` where the network is said to fail, the signal's reason when it is aborted.
 */
export async function answerFault(
  { delayMs, fault }: Mishap,
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
    case 'truncate':
      return truncate(await respond())
    case 'dropAfterCommit':
      await respond()
      throw networkError()
    default:
      return respond()
  }
}

/** Waits, unless the signal is aborted first: then it throws the signal's reason. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([over, untilAborted(signal)]).finally(() => clearTimeout(timer))
}

/** Never resolves; rejects with the signal's reason. */
function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
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
