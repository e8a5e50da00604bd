import { type Bytes, bytes, little24, little32 } from './bytes.ts'

/** A chunk of a WebP. */
export function webpChunk(name: string, ...content: readonly (Uint8Array | number | string)[]): Bytes {
  const body = bytes(...content)
  return bytes(name, little32(body.length), body, body.length % 2 === 0 ? bytes() : 0)
}

/** A WebP of chunks. */
export function webpFile(...chunks: readonly Uint8Array[]): Bytes {
  const body = bytes('WEBP', ...chunks)
  return bytes('RIFF', little32(body.length), body)
}

/** The chunks of a WebP in its simple form: the picture and nothing else. */
export function pictureOf(webp: Bytes): Bytes {
  return webp.slice(12)
}

/** What stands first in a WebP that is more than a picture. */
export function extended(
  { width, height }: { readonly width: number; readonly height: number },
  flags: number,
): Bytes {
  return webpChunk('VP8X', flags, 0, 0, 0, little24(width - 1), little24(height - 1))
}

/** What {@link extended} says is in the file. */
export const webpFlags = { animation: 2, xmp: 4, exif: 8, alpha: 16 } as const
