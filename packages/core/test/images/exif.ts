import { big16, big32, type Bytes, bytes, little16, little32 } from './bytes.ts'

/** Where the photo was taken: what must never come out again. */
export const canary = 'GPS-48.2082N-16.3738E'

/** EXIF data, as cameras write it, with an orientation, a place, and a text. */
export function exif(orientation: number, { isLittleEndian = false } = {}): Bytes {
  const two = isLittleEndian ? little16 : big16
  const four = isLittleEndian ? little32 : big32
  const short = (tag: number, value: number): Bytes => bytes(two(tag), two(3), four(1), two(value), two(0))
  const long = (tag: number, value: number): Bytes => bytes(two(tag), two(4), four(1), four(value))
  const text = (tag: number, length: number, at: number): Bytes =>
    bytes(two(tag), two(2), four(length), four(at))
  const words = `${canary}\0`
  // The header, three entries; the place, one entry; the words.
  const place = 8 + 2 + 3 * 12 + 4
  const wordsAt = place + 2 + 12 + 4
  return bytes(
    isLittleEndian ? 'II' : 'MM',
    two(42),
    four(8),
    two(3),
    text(0x010e, words.length, wordsAt),
    short(0x0112, orientation),
    long(0x8825, place),
    four(0),
    two(1),
    text(0x001d, words.length, wordsAt),
    four(0),
    words,
  )
}
