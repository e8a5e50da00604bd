import type { ImageRefusal } from '../ImageRefusal.ts'
import type { ImageInfo } from '../readImage.ts'
import { textAt } from './textAt.ts'

/** How many bytes {@link sniff} looks at. */
export const sniffLength = 4096

/** What HEIF files hold, by the names in their first box. The last two stand in AVIF files too. */
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs'])
const avifBrands = new Set(['avif', 'avis'])
const heifBrands = new Set(['mif1', 'msf1'])

/** How images begin that browsers do not show everywhere, or that are more than a picture. */
const unsupported: readonly string[] = [
  'II*\0', // TIFF, and the raw files of most cameras
  'MM\0*',
  'II+\0',
  'MM\0+',
  '\0\0\x01\0', // ICO
  '\0\0\x02\0', // CUR
  '\xff\x0a', // JPEG XL
  '\0\0\0\x0cJXL \r\n\x87\n',
  '\0\0\0\x0cjP  ', // JPEG 2000
  '\xff\x4f\xff\x51',
  '8BPS', // Photoshop
]

/** What a file is by its first bytes, or why it will not do. */
export function sniff(bytes: Uint8Array): ImageInfo['type'] | ImageRefusal {
  const text = textAt(bytes, 0, 16)
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'image/gif'
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'image/webp'
  if (text.startsWith('ftyp', 4)) return kindOfMedia(bytes)
  const isBmp = text.startsWith('BM') && text.startsWith('\0\0\0\0', 6)
  if (isBmp || unsupported.some((start) => text.startsWith(start)) || isSvg(bytes)) return 'unsupported'
  return 'not-an-image'
}

/** Videos begin with the same box as HEIC and AVIF. */
function kindOfMedia(bytes: Uint8Array): ImageRefusal {
  const length = Math.min(((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0), 256)
  const brands: string[] = []
  for (let at = 8; at < length; at += 4) brands.push(textAt(bytes, at, 4))
  const has = (wanted: ReadonlySet<string>): boolean => brands.some((brand) => wanted.has(brand))
  if (has(heicBrands)) return 'heic'
  if (has(avifBrands)) return 'unsupported'
  return has(heifBrands) ? 'heic' : 'not-an-image'
}

function isSvg(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes).trimStart()
  return /^<(?:svg|\?xml|!--|!doctype svg)/i.test(text) && /<svg[\s>]/i.test(text)
}
