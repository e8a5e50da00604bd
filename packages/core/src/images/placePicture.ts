import type { ImageArea } from './encodeAvatar.ts'
import type { Orientation } from './formats/ImageHeader.ts'
import { compose, type Matrix } from './Matrix.ts'

/** Where each of the stored pixels comes to lie. */
export interface Placement {
  /** Pixels of the result, not always whole. */
  readonly width: number
  readonly height: number
  /** From stored pixels to those of the result. */
  readonly matrix: Matrix
  /** What of the upright and turned image shows. */
  readonly shown: ImageArea
}

/** What to make of an image. */
export interface Wish {
  readonly stored: { readonly width: number; readonly height: number; readonly orientation: Orientation }
  /** Of the upright and turned image. Default: the largest square in the middle. */
  readonly area?: ImageArea | undefined
  /** Degrees, clockwise. */
  readonly rotation: number
  /** The longer side of the result, at most. */
  readonly maxSide: number
}

/** A map, and the size of what comes out of it. */
interface Turned {
  readonly matrix: Matrix
  readonly width: number
  readonly height: number
}

/** Stored pixels are turned upright, then by what was asked; a part is cut out and made smaller. */
export function placePicture({ stored, area, rotation, maxSide }: Wish): Placement {
  const upright = turnUpright(stored)
  const turned = turnBy(rotation, upright)
  const shown = moveInside(area ?? middleSquare(turned), turned)
  const scale = Math.min(1, maxSide / Math.max(shown.width, shown.height))
  const cut: Matrix = [scale, 0, 0, scale, -shown.x * scale, -shown.y * scale]
  return {
    width: shown.width * scale,
    height: shown.height * scale,
    matrix: compose(cut, compose(turned.matrix, upright.matrix)),
    shown,
  }
}

function turnUpright({ width: w, height: h, orientation }: Wish['stored']): Turned {
  const matrices: Record<Orientation, Matrix> = {
    1: [1, 0, 0, 1, 0, 0],
    2: [-1, 0, 0, 1, w, 0],
    3: [-1, 0, 0, -1, w, h],
    4: [1, 0, 0, -1, 0, h],
    5: [0, 1, 1, 0, 0, 0],
    6: [0, 1, -1, 0, h, 0],
    7: [0, -1, -1, 0, h, w],
    8: [0, -1, 1, 0, 0, w],
  }
  const matrix = matrices[orientation]
  return orientation >= 5 ? { matrix, width: h, height: w } : { matrix, width: w, height: h }
}

/** The box around what was turned becomes the new image. */
function turnBy(degrees: number, { width: w, height: h }: Turned): Turned {
  const [cos, sin] = directionOf(degrees)
  const width = Math.abs(cos) * w + Math.abs(sin) * h
  const height = Math.abs(sin) * w + Math.abs(cos) * h
  const [x, y] = [cos * w - sin * h, sin * w + cos * h]
  return { matrix: [cos, sin, -sin, cos, (width - x) / 2, (height - y) / 2], width, height }
}

/** Exact for quarter turns, whose sine would be a little off. */
function directionOf(degrees: number): readonly [cos: number, sin: number] {
  const quarters = [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ] as const
  const angle = ((degrees % 360) + 360) % 360
  const radians = (angle * Math.PI) / 180
  return quarters[angle / 90] ?? [Math.cos(radians), Math.sin(radians)]
}

function middleSquare({ width, height }: Turned): ImageArea {
  const side = Math.min(width, height)
  return { x: (width - side) / 2, y: (height - side) / 2, width: side, height: side }
}

/**
 * An area that sticks out a little, as rounding makes it, would let the background in. It becomes smaller around its
 * middle, so that a square stays one, and moves.
 */
function moveInside(area: ImageArea, image: Turned): ImageArea {
  const scale = Math.min(1, image.width / area.width, image.height / area.height)
  const [width, height] = [area.width * scale, area.height * scale]
  const [x, y] = [area.x + (area.width - width) / 2, area.y + (area.height - height) / 2]
  return {
    x: Math.min(Math.max(x, 0), image.width - width),
    y: Math.min(Math.max(y, 0), image.height - height),
    width,
    height,
  }
}
