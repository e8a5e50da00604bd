import { big16, type Bytes, bytes } from './bytes.ts'

/** A segment of a JPEG. */
export function segment(marker: number, ...content: readonly (Uint8Array | number | string)[]): Bytes {
  const body = bytes(...content)
  return bytes(0xff, marker, big16(body.length + 2), body)
}

/** EXIF data in its segment. */
export const exifSegment = (data: Uint8Array): Bytes => segment(0xe1, 'Exif\0\0', data)

/** A JPEG with segments right after its start. */
export function withSegments(jpeg: Bytes, ...segments: readonly Uint8Array[]): Bytes {
  return bytes(jpeg.subarray(0, 2), ...segments, jpeg.subarray(2))
}

/** A JPEG whose header claims another size. */
export function withJpegSize(jpeg: Bytes, width: number, height: number): Bytes {
  const at = jpeg.findIndex((byte, index) => byte === 0xff && jpeg[index + 1] === 0xc0)
  return bytes(jpeg.subarray(0, at + 5), big16(height), big16(width), jpeg.subarray(at + 9))
}
