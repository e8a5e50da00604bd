import type { EncodedImage } from './encodeAvatar.ts'
import type { Extra } from './formats/Walk.ts'
import type { ImageRefusal } from './ImageRefusal.ts'
import type { Matrix } from './Matrix.ts'
import type { ImageInfo } from './readImage.ts'

/** What is to be drawn and encoded, as a worker is told. */
export interface PictureTask {
  readonly content: Blob
  readonly type: ImageInfo['type']
  /** What decoders are not to see: browsers differ in whether they turn a picture as it says. */
  readonly hidden: readonly Extra[]
  /** The size of the picture in it, as its header tells. */
  readonly stored: { readonly width: number; readonly height: number }
  /** From those pixels to the ones of the result. */
  readonly matrix: Matrix
  /** Pixels of the result, not always whole. */
  readonly width: number
  readonly height: number
  /** `false` if it must be looked at: something may show through, or a corner stay empty. */
  readonly isOpaque: boolean
  /** From 0 to 1, the best first. */
  readonly qualities: readonly number[]
  readonly maxBytes: number
}

/** A picture, or why there is none. */
export type Drawn = EncodedImage | ImageRefusal
