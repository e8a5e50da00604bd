import { refuseImage } from '../ImageRefusal.ts'
import type { ImageHeader } from './ImageHeader.ts'
import { textAt } from './textAt.ts'
import { Walk } from './Walk.ts'

const extension = 0x21
const frame = 0x2c
const trailer = 0x3b
const graphicControl = 0xf9
const application = 0xff

/** What says how often an animation repeats. */
const loops = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0'])

/**
 * Walks over a GIF from block to block. A first frame larger than the screen makes that larger, as in decoders.
 *
 * Source: CompuServe, Graphics Interchange Format, Version 89a.
 */
export function readGif(bytes: Uint8Array, view: DataView): ImageHeader {
  let width = view.getUint16(6, true)
  let height = view.getUint16(8, true)
  let frames = 0
  const walk = new Walk()
  let at = 13 + colorsLength(view.getUint8(10))
  // Many end without a trailer.
  while (at < bytes.length) {
    walk.step()
    const start = at
    let isExtra = false
    const block = view.getUint8(at++)
    if (block === trailer) break
    if (block === extension) {
      const label = view.getUint8(at++)
      isExtra = label !== graphicControl && !(label === application && loops.has(textAt(bytes, at + 1, 11)))
    } else if (block === frame) {
      if (frames++ === 0) {
        width = Math.max(width, view.getUint16(at, true) + view.getUint16(at + 4, true))
        height = Math.max(height, view.getUint16(at + 2, true) + view.getUint16(at + 6, true))
      }
      // Place and size, flags, colours, and how long the first code is.
      at += 9 + colorsLength(view.getUint8(at + 8)) + 1
    } else throw refuseImage('broken')
    at = afterSubBlocks(view, at)
    if (isExtra) walk.note({ start, end: at })
  }
  if (frames === 0) throw refuseImage('broken')
  return {
    width,
    height,
    orientation: 1,
    isAnimated: frames > 1,
    extras: walk.extrasUntil(at, bytes),
  }
}

function colorsLength(flags: number): number {
  return flags & 0x80 ? 3 << ((flags & 7) + 1) : 0
}

function afterSubBlocks(view: DataView, start: number): number {
  let at = start
  for (;;) {
    const length = view.getUint8(at)
    at += 1 + length
    if (length === 0) return at
  }
}
