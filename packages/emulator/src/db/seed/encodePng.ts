import type { Content } from '../contents.ts'

/** A square picture of at most 16 colours: `pixels` are indexes into `palette`, row by row. */
export interface IndexedPicture {
  /** In pixels: an even number. */
  readonly side: number
  /** Red, green and blue of each colour, 0 to 255. */
  readonly palette: readonly (readonly [number, number, number])[]
  readonly pixels: Uint8Array
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** Writes a picture as PNG, uncompressed: small ones need no more, and the bytes are the same everywhere. */
export function encodePng({ side, palette, pixels }: IndexedPicture): Content {
  const rowLength = 1 + side / 2
  const rows = new Uint8Array(side * rowLength)
  pixels.forEach((colour, at) => {
    const x = at % side
    const place = Math.floor(at / side) * rowLength + 1 + (x >> 1)
    rows[place] = (rows[place] ?? 0) | (x % 2 === 0 ? colour << 4 : colour)
  })
  const header = [...bytes4(side), ...bytes4(side), 4, 3, 0, 0, 0]
  return new Uint8Array([
    ...signature,
    ...chunk('IHDR', header),
    ...chunk('PLTE', palette.flat()),
    ...chunk('IDAT', deflateStored(rows)),
    ...chunk('IEND', []),
  ])
}

function chunk(type: string, data: readonly number[]): number[] {
  const named = [...new TextEncoder().encode(type), ...data]
  return [...bytes4(data.length), ...named, ...bytes4(crc32(named))]
}

/** Everything in one block, as it is. */
function deflateStored(data: Uint8Array): number[] {
  const { length } = data
  const pair = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff]
  return [0x78, 0x01, 0x01, ...pair(length), ...pair(~length), ...data, ...bytes4(adler32(data))]
}

function bytes4(value: number): number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff)
}

function crc32(data: readonly number[]): number {
  let crc = ~0
  for (const byte of data) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc
}

function adler32(data: Uint8Array): number {
  let a = 1
  let b = 0
  for (const byte of data) {
    a = (a + byte) % 65_521
    b = (b + a) % 65_521
  }
  return ((b << 16) | a) >>> 0
}
