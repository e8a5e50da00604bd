/**
 * Whether a browser would ask the server's leave before it sends a request to another origin: for headers
 * of one's own, for JSON, and for any method a form cannot use.
 */
export function needsPreflight({ method, headers }: Request): boolean {
  if (!['GET', 'HEAD', 'POST'].includes(method)) return true
  const type = headers.get('Content-Type')?.toLowerCase().split(';', 1)[0]?.trim()
  if (type !== undefined && !FORM_TYPES.has(type)) return true
  return [...headers.keys()].some((name) => !SIMPLE_HEADERS.has(name))
}

const FORM_TYPES = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'])
const SIMPLE_HEADERS = new Set(['accept', 'accept-language', 'content-language', 'content-type', 'range'])
