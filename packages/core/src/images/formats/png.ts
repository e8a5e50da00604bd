import { refuseImage } from '../ImageRefusal.ts'
import type { ImageHeader, Orientation } from './ImageHeader.ts'
import { readOrientation } from './readOrientation.ts'
import { textAt } from './textAt.ts'
import { Walk } from './Walk.ts'

/** Chunks that say nothing but how the picture looks. */
const plain = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'sBIT',
  'bKGD',
  'pHYs',
  'acTL',
  'fcTL',
  'fdAT',
])

/** Chunks that say what the colours mean, some of them with words. */
const colors = new Set(['iCCP', 'cICP', 'mDCV', 'cLLI'])

const signatureLength = 8

/**
 * Walks over a PNG from chunk to chunk.
 *
 * Source: W3C, Portable Network Graphics (third edition), 5 and 11.
 */
export function readPng(bytes: Uint8Array, view: DataView): ImageHeader {
  if (view.getUint32(signatureLength) !== 13 || textAt(bytes, signatureLength + 4, 4) !== 'IHDR')
    throw refuseImage('broken')
  const width = view.getUint32(signatureLength + 8)
  const height = view.getUint32(signatureLength + 12)
  let orientation: Orientation | null = null
  let isAnimated = false
  const walk = new Walk()
  let at = signatureLength
  for (let type = ''; type !== 'IEND';) {
    walk.step()
    const length = view.getUint32(at)
    type = textAt(bytes, at + 4, 4)
    const data = at + 8
    const end = data + length + 4
    if (end > bytes.length) throw refuseImage('broken')
    if (type === 'acTL') isAnimated = view.getUint32(data) > 1
    if (type === 'eXIf') orientation ??= readOrientation(new DataView(view.buffer, data, length))
    if (!plain.has(type)) walk.note({ start: at, end, isColor: colors.has(type) })
    at = end
  }
  return {
    width,
    height,
    orientation: orientation ?? 1,
    isAnimated,
    extras: walk.extrasUntil(at, bytes),
  }
}
