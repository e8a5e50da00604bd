import { onDemand } from './onDemand.ts'

/** What the first bytes and the header of a file say about the image in it. */
export interface ImageInfo {
  /** By its bytes; what the file is called counts for nothing. */
  readonly type: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif'
  /** Pixels, as the image is shown: upright. */
  readonly width: number
  /** Pixels, as the image is shown: upright. */
  readonly height: number
  /** Whether it has more than one picture. */
  readonly isAnimated: boolean
  /** Whether it holds anything but the picture: when and where it was taken, colour profiles, texts, other files. */
  readonly hasMetadata: boolean
}

/**
 * Reads what kind of image a file holds, and how large it is, from its bytes. Nothing is decoded, so an image that would
 * fill the memory is refused before it can. What does this is loaded on demand.
 *
 * @param content The file: at most 10 MB and 40 megapixels.
 * @throws CubeError `validation`, with why in `fields.image`: see {@link imageRefusal}; `unreachable`, with
 * `fields.module`, if the code did not load.
 * @example
 * const { type, width, height } = await readImage(file)
 */
export async function readImage(content: Blob): Promise<ImageInfo> {
  const { inspectImage } = await onDemand(() => import('./inspectImage.ts'))
  const { type, width, height, isAnimated, hasMetadata } = await inspectImage(content)
  return { type, width, height, isAnimated, hasMetadata }
}
