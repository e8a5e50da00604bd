import type { Orientation } from './ImageHeader.ts'

const orientations: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8]
/** “II” or “MM”, and 42 in that order. */
const littleEndian = 0x49492a00
const bigEndian = 0x4d4d002a
const orientationTag = 0x0112
const shortType = 3

/**
 * The orientation that EXIF data begins with. EXIF is often damaged, and no reason to refuse a picture: whatever is
 * wrong with it, the picture is upright.
 *
 * Source: CIPA DC-008 (Exif 2.32), 4.6.2 and 4.6.4.
 */
export function readOrientation(exif: DataView): Orientation {
  try {
    const isLittleEndian = exif.getUint32(0) === littleEndian
    if (!isLittleEndian && exif.getUint32(0) !== bigEndian) return 1
    const directory = exif.getUint32(4, isLittleEndian)
    const count = exif.getUint16(directory, isLittleEndian)
    for (let at = directory + 2; at < directory + 2 + count * 12; at += 12) {
      if (exif.getUint16(at, isLittleEndian) !== orientationTag) continue
      if (exif.getUint16(at + 2, isLittleEndian) !== shortType) return 1
      const value = exif.getUint16(at + 8, isLittleEndian)
      return orientations.find((orientation) => orientation === value) ?? 1
    }
    return 1
  } catch {
    return 1
  }
}
