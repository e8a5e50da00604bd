import { big32, type Bytes, bytes } from './bytes.ts'

/** A chunk of a PNG, with its checksum. */
export function pngChunk(name: string, ...content: readonly (Uint8Array | number | string)[]): Bytes {
  const body = bytes(name, ...content)
  return bytes(big32(body.length - 4), body, big32(crc32(body)))
}

/** A PNG with chunks right after its header. */
export function withChunks(png: Bytes, ...chunks: readonly Uint8Array[]): Bytes {
  const afterHeader = 8 + 12 + 13
  return bytes(png.subarray(0, afterHeader), ...chunks, png.subarray(afterHeader))
}

/** How the pixels of a PNG are written down. */
export interface PngFormat {
  readonly width: number
  readonly height: number
  readonly depth: 1 | 2 | 4 | 8 | 16
  /** 0: gray, 2: red, green and blue, 3: colours of a table, 6: the three with transparency. */
  readonly colorType: 0 | 2 | 3 | 6
}

/** What stands at the beginning of every PNG. */
export const pngHeader = ({ width, height, depth, colorType }: PngFormat): Bytes =>
  bytes('\x89PNG\r\n\x1a\n', pngChunk('IHDR', big32(width), big32(height), depth, colorType, 0, 0, 0))

/** A PNG of rows, each of which begins with its filter. */
export async function pngFile(
  format: PngFormat,
  rows: readonly Uint8Array[],
  ...chunks: readonly Uint8Array[]
): Promise<Bytes> {
  return bytes(pngHeader(format), ...chunks, pngChunk('IDAT', await deflated(rows)), pngChunk('IEND'))
}

/** Black, of any size: a row a time, since all of them together may fill the memory. */
export function blackPng(width: number, height: number): Promise<Bytes> {
  const row = new Uint8Array(1 + Math.ceil(width / 8))
  return pngFile(
    { width, height, depth: 1, colorType: 0 },
    Array.from({ length: height }, () => row),
  )
}

/** Data as PNG packs it. */
export async function deflated(rows: readonly Uint8Array[]): Promise<Bytes> {
  const packing = new CompressionStream('deflate')
  const packed = new Response(packing.readable).arrayBuffer()
  const writer = packing.writable.getWriter()
  for (const row of rows) await writer.write(Uint8Array.from(row))
  await writer.close()
  return new Uint8Array(await packed)
}

function crc32(data: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of data) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
