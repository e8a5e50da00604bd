import { isCubeError } from '../errors/CubeError.ts'
import { readGif } from './formats/gif.ts'
import type { ImageHeader } from './formats/ImageHeader.ts'
import { readJpeg } from './formats/jpeg.ts'
import { readPng } from './formats/png.ts'
import { sniff, sniffLength } from './formats/sniff.ts'
import { readWebp } from './formats/webp.ts'
import { type ImageRefusal, refuseImage } from './ImageRefusal.ts'
import type { ImageInfo } from './readImage.ts'

/** 10 MB, however they are counted. */
const mostBytes = 10 * 2 ** 20
const mostPixels = 40_000_000

const readers = {
  'image/jpeg': readJpeg,
  'image/png': readPng,
  'image/gif': readGif,
  'image/webp': readWebp,
} as const satisfies Record<ImageInfo['type'], (bytes: Uint8Array, view: DataView) => ImageHeader>

/** An image that may be decoded. */
export interface InspectedImage extends ImageInfo {
  /** As stored; `width` and `height` are as shown. */
  readonly stored: ImageHeader
}

/** A photo is looked at before its preview, and before it is drawn: read once, it takes the page's time once. */
const known = new WeakMap<Blob, InspectedImage>()

/** Reads what stands around the pixels of an image; refuses what is none, or too large to be decoded. */
export async function inspectImage(content: Blob): Promise<InspectedImage> {
  const found = known.get(content) ?? (await inspect(content))
  known.set(content, found)
  return found
}

async function inspect(content: Blob): Promise<InspectedImage> {
  const isSmall = content.size <= mostBytes
  // Of what is too large, the beginning may still tell something more useful.
  const bytes = await bytesOf(isSmall ? content : content.slice(0, sniffLength))
  const type = sniff(bytes.subarray(0, sniffLength))
  if (isRefusal(type)) throw refuseImage(type)
  if (!isSmall) throw refuseImage('too-large')
  const stored = readHeader(type, bytes)
  if (stored.width * stored.height > mostPixels) throw refuseImage('too-many-pixels')
  const isOnItsSide = stored.orientation >= 5
  return {
    type,
    width: isOnItsSide ? stored.height : stored.width,
    height: isOnItsSide ? stored.width : stored.height,
    isAnimated: stored.isAnimated,
    hasMetadata: stored.extras.length > 0,
    stored,
  }
}

function isRefusal(kind: ImageInfo['type'] | ImageRefusal): kind is ImageRefusal {
  return !(kind in readers)
}

/** A file that was moved or changed since it was chosen cannot be read. */
async function bytesOf(content: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await content.arrayBuffer())
  } catch {
    throw refuseImage('broken')
  }
}

function readHeader(type: ImageInfo['type'], bytes: Uint8Array): ImageHeader {
  try {
    const header = readers[type](bytes, new DataView(bytes.buffer))
    if (header.width > 0 && header.height > 0) return header
  } catch (error) {
    // Reading beyond the end is a RangeError.
    if (isCubeError(error)) throw error
  }
  throw refuseImage('broken')
}
