import type { ImageInfo } from '../readImage.ts'

/** How the stored picture is turned and mirrored, as EXIF counts it: 1 is upright. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

/** What is written in place of some bytes of a file. */
export interface Edit {
  readonly start: number
  /** The first byte that stays. */
  readonly end: number
  readonly by: readonly number[]
}

/** What stands in a file before and around its pixels. */
export interface ImageHeader extends Pick<ImageInfo, 'isAnimated' | 'hasMetadata'> {
  /** As stored, before any turning. */
  readonly width: number
  /** As stored, before any turning. */
  readonly height: number
  readonly orientation: Orientation
  /** What makes a browser forget the orientation, since browsers differ in whether they heed it. In order. */
  readonly edits: readonly Edit[]
}
