import { onDemand } from './onDemand.ts'

/** A part of an image that was turned upright, and then by `rotation`. In pixels. */
export interface ImageArea {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What an avatar is made of, and how large it may be. */
export interface AvatarImageOptions {
  /**
   * What to show, in pixels of the image as it is shown once it is turned by `rotation` (then it may be larger: all of
   * it is in there). react-easy-crop calls it `croppedAreaPixels`. One that sticks out is moved, and made smaller if it
   * has to be, in the same form. Default: the largest square in the middle.
   */
  readonly area?: ImageArea | undefined
  /** Degrees, clockwise. Default: 0. */
  readonly rotation?: number | undefined
  /** The longer side in pixels, at most. Default: 512. Nothing is ever enlarged. */
  readonly maxSide?: number | undefined
  /** Default: 200,000. Quality goes down first, and then the size. */
  readonly maxBytes?: number | undefined
}

/** A picture that was drawn anew. */
export interface EncodedImage {
  /** `type` is what it really is: `image/jpeg`, or `image/webp` or `image/png` if anything shows through. */
  readonly blob: Blob
  /** Pixels. */
  readonly width: number
  /** Pixels. */
  readonly height: number
}

/**
 * Makes an avatar of a photo or a picture: upright, cropped, small, still, and without anything that the file held
 * besides, such as where it was taken. It is drawn in a worker, or in the page where no worker may run, each for at
 * most five seconds. What does this is loaded on demand.
 *
 * @param content A JPEG, PNG, WebP or GIF of at most 10 MB and 40 megapixels.
 * @throws CubeError `validation`, with why in `fields.image`: see {@link imageRefusal}; `aborted`; `unreachable`, with
 * `fields.module`, if the code did not load; `invalid-argument` for options that make no sense.
 * @example
 * const { blob } = await encodeAvatar(file, { area: { x: 100, y: 0, width: 900, height: 900 } })
 *
 * Source: HTML Standard, createImageBitmap and OffscreenCanvas.
 */
export async function encodeAvatar(
  content: Blob,
  options: AvatarImageOptions & { readonly signal?: AbortSignal | undefined } = {},
): Promise<EncodedImage> {
  const { makeAvatar } = await onDemand(() => import('./makePicture.ts'))
  return makeAvatar(content, options)
}
