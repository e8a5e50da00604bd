/** Bytes of a file under construction. */
export type Bytes = Uint8Array<ArrayBuffer>

/** Puts pieces one after the other: bytes, single bytes, and texts with a byte per letter. */
export function bytes(...pieces: readonly (Uint8Array | number | string)[]): Bytes {
  const parts = pieces.map((piece) => {
    if (typeof piece === 'number') return [piece]
    return typeof piece === 'string' ? [...piece].map((letter) => letter.charCodeAt(0)) : piece
  })
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** A number in two bytes, the high one first. */
export const big16 = (value: number): Bytes => bytes(value >> 8, value & 255)

/** A number in four bytes, the highest first. */
export const big32 = (value: number): Bytes => bytes(big16(value >>> 16), big16(value & 0xffff))

/** A number in two bytes, the low one first. */
export const little16 = (value: number): Bytes => big16(value).toReversed()

/** A number in three bytes, the lowest first. */
export const little24 = (value: number): Bytes => bytes(little16(value & 0xffff), value >> 16)

/** A number in four bytes, the lowest first. */
export const little32 = (value: number): Bytes => big32(value).toReversed()

/** Bytes that are written down as text. */
export function fromBase64(text: string): Bytes {
  return bytes(atob(text))
}

/** The bytes of a file. */
export async function bytesOf(file: Blob): Promise<Bytes> {
  return new Uint8Array(await file.arrayBuffer())
}

/** Bytes as a text with a letter per byte, to search in. */
export function lettersOf(content: Uint8Array): string {
  return Array.from(content, (byte) => String.fromCharCode(byte)).join('')
}
