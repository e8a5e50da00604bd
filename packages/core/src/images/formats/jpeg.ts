import { refuseImage } from '../ImageRefusal.ts'
import type { ImageHeader, Orientation } from './ImageHeader.ts'
import { readOrientation } from './readOrientation.ts'
import { textAt } from './textAt.ts'
import { Walk } from './Walk.ts'

const startOfScan = 0xda
const endOfImage = 0xd9
const firstApp = 0xe0
const lastApp = 0xef
const comment = 0xfe

/** Start of frame, whose codes others stand among: tables (C4), an extension (C8), arithmetic conditioning (CC). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** Restarts (D0 to D7) and a relic (01) have no length. */
const standsAlone = (marker: number): boolean => marker === 1 || (marker >= 0xd0 && marker <= 0xd7)

/**
 * Walks over a JPEG from marker to marker, as decoders do: what stands between two segments is skipped, and there is one
 * frame.
 *
 * Source: ITU-T T.81, annex B.
 */
export function readJpeg(bytes: Uint8Array, view: DataView): ImageHeader {
  let size: { width: number; height: number } | null = null
  let orientation: Orientation | null = null
  let hasScan = false
  const walk = new Walk()
  let at = 2
  for (;;) {
    const start = bytes.indexOf(0xff, at)
    if (start < 0) throw refuseImage('broken')
    at = start
    while (bytes[at] === 0xff) at++
    const marker = view.getUint8(at++)
    // A zero says that the FF before it was data. Grainy photos have hundreds of thousands.
    if (marker === 0 || standsAlone(marker)) {
      walk.step(1)
      continue
    }
    walk.step()
    if (marker === endOfImage) break
    const length = view.getUint16(at)
    const end = at + length
    if (length < 2 || end > bytes.length) throw refuseImage('broken')
    if (isFrame(marker)) {
      if (size) throw refuseImage('broken')
      size = { width: view.getUint16(at + 5), height: view.getUint16(at + 3) }
    } else if (marker === firstApp + 1 && textAt(bytes, at + 2, 5) === 'Exif\0') {
      orientation ??= readOrientation(new DataView(view.buffer, at + 8, Math.max(0, length - 8)))
      walk.note({ start, end })
    } else if (marker === comment || (marker >= firstApp && marker <= lastApp)) {
      const isColor = marker === firstApp + 2 && textAt(bytes, at + 2, 12) === 'ICC_PROFILE\0'
      if (!isPlain(marker, bytes, at)) walk.note({ start, end, isColor })
    } else if (marker === startOfScan) {
      hasScan = true
    }
    at = end
  }
  if (!size || !hasScan) throw refuseImage('broken')
  return {
    ...size,
    orientation: orientation ?? 1,
    isAnimated: false,
    extras: walk.extrasUntil(at, bytes),
  }
}

/** The two that say how the pixels are to be understood. JFIF may hold a small picture, then it is longer. */
function isPlain(marker: number, bytes: Uint8Array, at: number): boolean {
  const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
  if (marker === firstApp) return length === 16 && textAt(bytes, at + 2, 5) === 'JFIF\0'
  return marker === firstApp + 14 && length === 14 && textAt(bytes, at + 2, 5) === 'Adobe'
}
