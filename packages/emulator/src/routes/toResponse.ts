import { corsHeaders } from '../rules/cors.ts'
import type { Answer } from './route.ts'

/** Writes an answer as a `Response` that any page may read. */
export function toResponse(
  { status, body, content, headers: own }: Answer,
  more: Readonly<Record<string, string>> = {},
): Response {
  const headers = new Headers({ ...corsHeaders, ...more, ...own })
  if (content !== undefined) {
    headers.set('Content-Type', content.type)
    return new Response(content.data, { status, headers })
  }
  if (body === undefined) return new Response('', { status, headers })
  headers.set('Content-Type', 'application/json; charset=utf-8')
  return new Response(JSON.stringify(body), { status, headers })
}
