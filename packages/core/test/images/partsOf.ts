import { lettersOf } from './bytes.ts'

/**
 * The names of everything that a written file consists of: the segments of a JPEG (`E0 JFIF`), the chunks of a PNG or a
 * WebP. What stands behind its end is `more`.
 */
export function partsOf(content: Uint8Array): readonly string[] {
  const letters = lettersOf(content)
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  if (letters.startsWith('\xff\xd8')) return segmentsOf(letters, view)
  if (letters.startsWith('\x89PNG')) return chunksOf(letters, view, { start: 8, isPng: true })
  if (letters.startsWith('RIFF')) return chunksOf(letters, view, { start: 12, isPng: false })
  throw new Error('Neither JPEG nor PNG nor WebP.')
}

function segmentsOf(letters: string, view: DataView): string[] {
  const parts: string[] = []
  let at = 2
  while (at < letters.length) {
    const marker = view.getUint8(at + 1)
    if (marker === 0xd9) return letters.length > at + 2 ? [...parts, 'more'] : parts
    const name = marker.toString(16).toUpperCase()
    parts.push(marker >> 4 === 0xe ? `${name} ${letters.slice(at + 4).split('\0', 1)[0]}` : name)
    at += 2 + view.getUint16(at + 2)
    if (marker === 0xda) at += letters.slice(at).search(/\xff[^\0\xd0-\xd7\xff]/)
  }
  return [...parts, 'no end']
}

function chunksOf(
  letters: string,
  view: DataView,
  { start, isPng }: { start: number; isPng: boolean },
): string[] {
  const parts: string[] = []
  const end = isPng ? letters.length : 8 + view.getUint32(4, true)
  let at = start
  while (at + 8 <= end) {
    const length = isPng ? view.getUint32(at) : view.getUint32(at + 4, true)
    const name = letters.slice(isPng ? at + 4 : at, isPng ? at + 8 : at + 4)
    parts.push(name)
    at += isPng ? 12 + length : 8 + length + (length & 1)
    if (isPng && name === 'IEND') break
  }
  return at < letters.length ? [...parts, 'more'] : parts
}
