import type { Content } from '../db/contents.ts'

/** One part of a multipart body, in the order they came. */
export interface Part {
  readonly name: string
  readonly content: Content
}

const MAX_PARTS = 1000

/**
 * Takes a `multipart/form-data` body apart, byte by byte: unlike `FormData` it does not take a file without
 * a file name for a text.
 *
 * @returns `null` when the body is not well-formed.
 */
export function readMultipart(body: Content, contentType: string): Part[] | null {
  const boundary = boundaryOf(contentType)
  if (boundary === null) return null
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
  const delimiter = encode(`\r\n--${boundary}`)
  const blankLine = encode('\r\n\r\n')

  // The first delimiter needs no line before it.
  let at = startsWith(body, delimiter.subarray(2), 0) ? delimiter.length - 2 : after(body, delimiter, 0)
  const parts: Part[] = []
  while (at !== null && parts.length <= MAX_PARTS) {
    if (startsWith(body, encode('--'), at)) return parts
    if (!startsWith(body, encode('\r\n'), at)) return null
    const contentStart = after(body, blankLine, at)
    const next = contentStart === null ? null : after(body, delimiter, contentStart)
    if (contentStart === null || next === null) return null
    const name = nameIn(new TextDecoder().decode(body.subarray(at, contentStart)))
    if (name === null) return null
    parts.push({ name, content: body.slice(contentStart, next - delimiter.length) })
    at = next
  }
  return null
}

function boundaryOf(contentType: string): string | null {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))/i.exec(contentType) ?? []
  return quoted ?? plain ?? null
}

function nameIn(headers: string): string | null {
  const disposition = /^content-disposition:\s*form-data\b(.*)$/im.exec(headers)?.[1] ?? ''
  const [, quoted, plain] = /;\s*name=(?:"([^"]*)"|([^;\s]+))/i.exec(disposition) ?? []
  return quoted ?? plain ?? null
}

/** The index just behind the next occurrence, or `null`. */
function after(body: Content, wanted: Uint8Array, from: number): number | null {
  const [first = 0] = wanted
  for (let at = body.indexOf(first, from); at !== -1; at = body.indexOf(first, at + 1)) {
    if (startsWith(body, wanted, at)) return at + wanted.length
  }
  return null
}

function startsWith(body: Content, wanted: Uint8Array, at: number): boolean {
  for (let index = 0; index < wanted.length; index++) if (body[at + index] !== wanted[index]) return false
  return true
}
