import { refuseImage } from './ImageRefusal.ts'
import type { ImageInfo } from './readImage.ts'

/** Reads the header of an image and refuses what is none, or too large. */
export function inspectImage(_content: Blob): Promise<ImageInfo> {
  return Promise.reject(refuseImage('cannot-encode'))
}
