import { textAt } from './formats/textAt.ts'
import type { Extra } from './formats/Walk.ts'
import type { ImageInfo } from './readImage.ts'

/** A file of a type, without some parts of it. */
export async function leaveOut(
  content: Blob,
  type: ImageInfo['type'],
  extras: readonly Extra[],
): Promise<Blob> {
  if (extras.length === 0) return content.slice(0, content.size, type)
  // Copied into one piece: Firefox tells a picture by the first piece of a blob, which may be two bytes long.
  const bytes = new Uint8Array(await content.arrayBuffer())
  let from = 0
  let to = 0
  for (const { start, end } of [...extras, { start: bytes.length, end: bytes.length }]) {
    bytes.copyWithin(to, from, start)
    to += start - from
    from = end
  }
  const left = bytes.subarray(0, to)
  if (type === 'image/webp') mendWebp(left, extras)
  return new Blob([left], { type })
}

/** Where a WebP that is more than a picture says what else is in it. */
const flagsAt = 20
const wordFlags = 0x08 | 0x04
const colorFlag = 0x20

/** Its beginning says how long it is, and what is in it. */
function mendWebp(bytes: Uint8Array<ArrayBuffer>, leftOut: readonly Extra[]): void {
  new DataView(bytes.buffer).setUint32(4, bytes.length - 8, true)
  const gone = leftOut.some(({ isColor }) => isColor) ? wordFlags | colorFlag : wordFlags
  if (textAt(bytes, 12, 4) === 'VP8X') bytes[flagsAt] = (bytes[flagsAt] ?? 0) & ~gone
}
