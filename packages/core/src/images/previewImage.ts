import type { EncodedImage } from './encodeAvatar.ts'
import { onDemand } from './onDemand.ts'

/** A small picture of an image, to crop on. */
export interface ImagePreview extends EncodedImage {
  /** Pixels of the preview per pixel of the image, at most 1: an area of the image is one of the preview, divided by it. */
  readonly scale: number
}

/**
 * Makes a small upright picture of an image, of at most 2,048 pixels a side, so that a page can show and move a large
 * photo without stalling. It is drawn in a worker, or in the page where no worker may run. Where a browser hands out no
 * pixels, it is the file itself. What does this is loaded on demand.
 *
 * @param content A JPEG, PNG, WebP or GIF of at most 10 MB and 40 megapixels.
 * @throws CubeError `validation`, with why in `fields.image`: see {@link imageRefusal}; `aborted`; `unreachable`, with
 * `fields.module`, if the code did not load.
 * @example
 * const { blob, scale } = await previewImage(file)
 * image.src = URL.createObjectURL(blob)
 *
 * Source: HTML Standard, createImageBitmap and OffscreenCanvas.
 */
export async function previewImage(
  content: Blob,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<ImagePreview> {
  const { makePreview } = await onDemand(() => import('./makePicture.ts'))
  return makePreview(content, options)
}
