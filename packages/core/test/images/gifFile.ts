import { type Bytes, bytes, little16 } from './bytes.ts'

/** A frame of a GIF: where it is, and which of the four colours each pixel has. */
export interface GifFrame {
  readonly left?: number
  readonly top?: number
  readonly width: number
  readonly height: number
  readonly pixels: readonly number[]
}

/** Red, green, blue and yellow. */
const colors = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0]

/** A GIF of red (0), green (1), blue (2) and yellow (3) pixels, a second each frame. */
export function gifFile(
  screen: { readonly width: number; readonly height: number },
  frames: readonly GifFrame[],
  { before = bytes(), after = bytes(';') }: { before?: Uint8Array; after?: Uint8Array } = {},
): Bytes {
  return bytes(
    'GIF89a',
    little16(screen.width),
    little16(screen.height),
    0b1000_0001,
    0,
    0,
    bytes(...colors),
    before,
    ...frames.map(frameOf),
    after,
  )
}

/** What makes a GIF repeat its frames. */
export const gifLoop = bytes('!\xff\x0bNETSCAPE2.0', 3, 1, 0, 0, 0)

/** A text that a GIF may carry along. */
export function gifComment(text: string): Bytes {
  return bytes('!\xfe', subBlocks(bytes(text)))
}

function frameOf({ left = 0, top = 0, width, height, pixels }: GifFrame): Bytes {
  const control = bytes('!\xf9', 4, 0, little16(100), 0, 0)
  const place = bytes(',', little16(left), little16(top), little16(width), little16(height), 0)
  return bytes(control, place, 2, subBlocks(codesOf(pixels)))
}

/** LZW that never learns: a clear code after every two pixels keeps all codes at three bits. */
function codesOf(pixels: readonly number[]): Bytes {
  const clear = 4
  const end = 5
  const codes = [...pixels.flatMap((pixel, at) => (at % 2 === 0 ? [clear, pixel] : [pixel])), end]
  const packed = new Uint8Array(Math.ceil((codes.length * 3) / 8))
  for (const [at, code] of codes.entries()) {
    for (let bit = 0; bit < 3; bit++) {
      const place = at * 3 + bit
      packed[place >> 3] = (packed[place >> 3] ?? 0) | (((code >> bit) & 1) << (place & 7))
    }
  }
  return packed
}

function subBlocks(data: Uint8Array): Bytes {
  const blocks: Bytes[] = []
  for (let at = 0; at < data.length; at += 255) {
    const block = data.subarray(at, at + 255)
    blocks.push(bytes(block.length, block))
  }
  return bytes(...blocks, 0)
}
