import type { ImageInfo } from '../readImage.ts'
import type { Extra } from './Walk.ts'

/** How the stored picture is turned and mirrored, as EXIF counts it: 1 is upright. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

/** What stands in a file before and around its pixels. */
export interface ImageHeader extends Pick<ImageInfo, 'isAnimated'> {
  /** As stored, before any turning. */
  readonly width: number
  /** As stored, before any turning. */
  readonly height: number
  readonly orientation: Orientation
  /** In order. */
  readonly extras: readonly Extra[]
}
