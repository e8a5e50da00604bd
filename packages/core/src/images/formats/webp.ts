import { refuseImage } from '../ImageRefusal.ts'
import type { ImageHeader, Orientation } from './ImageHeader.ts'
import { readOrientation } from './readOrientation.ts'
import { textAt } from './textAt.ts'
import { Walk } from './Walk.ts'

/** Chunks that say nothing but how the picture looks. */
const plain = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF'])

interface Size {
  readonly width: number
  readonly height: number
}

/**
 * Walks over a WebP from chunk to chunk.
 *
 * Source: RFC 9649.
 */
export function readWebp(bytes: Uint8Array, view: DataView): ImageHeader {
  const riffEnd = 8 + view.getUint32(4, true)
  if (riffEnd > bytes.length) throw refuseImage('broken')
  let canvas: Size | null = null
  let picture: Size | null = null
  let orientation: Orientation | null = null
  let frames = 0
  const walk = new Walk()
  let at = 12
  while (at + 8 <= riffEnd) {
    walk.step()
    const name = textAt(bytes, at, 4)
    const length = view.getUint32(at + 4, true)
    const data = at + 8
    if (data + length > riffEnd) throw refuseImage('broken')
    if (name === 'VP8X' && at === 12) {
      canvas = { width: 1 + uint24(view, data + 4), height: 1 + uint24(view, data + 7) }
    } else if (name === 'VP8 ') picture ??= lossySize(view, data)
    else if (name === 'VP8L') picture ??= losslessSize(view, data)
    else if (name === 'ANMF') frames++
    else if (name === 'EXIF') orientation ??= readOrientation(tiffPart(bytes, view, data, length))
    // Some end without the byte that fills the last one up.
    const end = Math.min(data + length + (length & 1), bytes.length)
    if (!plain.has(name)) walk.note({ start: at, end, isColor: name === 'ICCP' })
    at = end
  }
  const size = canvas ?? picture
  if (!size || (!picture && frames === 0)) throw refuseImage('broken')
  // Decoders go by the one or by the other.
  if (picture && (picture.width !== size.width || picture.height !== size.height)) throw refuseImage('broken')
  return {
    ...size,
    orientation: orientation ?? 1,
    isAnimated: frames > 1,
    extras: walk.extrasUntil(at, bytes),
  }
}

function lossySize(view: DataView, at: number): Size {
  const isKeyFrame = (view.getUint8(at) & 1) === 0
  if (!isKeyFrame || view.getUint16(at + 3) !== 0x9d01 || view.getUint8(at + 5) !== 0x2a)
    throw refuseImage('broken')
  // The two bits above say how to enlarge it, which nobody does.
  return { width: view.getUint16(at + 6, true) & 0x3fff, height: view.getUint16(at + 8, true) & 0x3fff }
}

function losslessSize(view: DataView, at: number): Size {
  if (view.getUint8(at) !== 0x2f) throw refuseImage('broken')
  const bits = view.getUint32(at + 1, true)
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
}

/** Some put before it what stands before it in a JPEG. */
function tiffPart(bytes: Uint8Array, view: DataView, at: number, length: number): DataView {
  const skipped = textAt(bytes, at, 6) === 'Exif\0\0' ? 6 : 0
  return new DataView(view.buffer, at + skipped, length - skipped)
}
