import type { EncodedImage } from './encodeAvatar.ts'
import type { ImageRefusal } from './ImageRefusal.ts'
import type { Matrix } from './Matrix.ts'

/** What is to be drawn and encoded, as a worker is told. */
export interface PictureTask {
  /** An image that no browser turns by itself. */
  readonly content: Blob
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
