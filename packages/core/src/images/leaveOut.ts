import type { Extra } from './formats/Walk.ts'
import { textAt } from './formats/textAt.ts'
import type { ImageInfo } from './readImage.ts'

/** A file of a type, without some parts of it. */
export async function leaveOut(
  content: Blob,
  type: ImageInfo['type'],
  extras: readonly Extra[],
): Promise<Blob> {
  const parts: Blob[] = []
  let at = 0
  for (const { start, end } of extras) {
    parts.push(content.slice(at, start))
    at = end
  }
  const left = new Blob([...parts, content.slice(at)], { type })
  return type === 'image/webp' && parts.length > 0 ? mendWebp(left, extras) : left
}

/** Where a WebP that is more than a picture says what else is in it. */
const flagsAt = 20
const wordFlags = 0x08 | 0x04
const colorFlag = 0x20

/** Its beginning says how long it is, and what is in it. */
async function mendWebp(file: Blob, leftOut: readonly Extra[]): Promise<Blob> {
  const gone = leftOut.some(({ isColor }) => isColor) ? wordFlags | colorFlag : wordFlags
  const head = new Uint8Array(await file.slice(0, flagsAt + 1).arrayBuffer())
  new DataView(head.buffer).setUint32(4, file.size - 8, true)
  if (textAt(head, 12, 4) === 'VP8X') head[flagsAt] = (head[flagsAt] ?? 0) & ~gone
  return new Blob([head, file.slice(flagsAt + 1)], { type: file.type })
}
