import type { ImageArea } from '@cubekit/core'

/** Width and height in pixels. */
export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** How a picture lies under a square frame. */
export interface Crop {
  /** How far the middle of the picture is from that of the frame, to the right, in sides of the frame. */
  readonly x: number
  /** The same, downwards. */
  readonly y: number
  /** 1 when the frame shows as much as fits in. */
  readonly zoom: number
  /** Degrees, clockwise. */
  readonly rotation: number
}

/** A picture as it is at first: as much of its middle as fits in. */
export const wholeCrop: Crop = { x: 0, y: 0, zoom: 1, rotation: 0 }

export const mostZoom = 4

/** How far a key moves it, in sides of the frame. */
export const keyStep = 0.04

/** How wide and high a turned square of side 1 is. */
export function spreadOf(rotation: number): number {
  const { cos, sin } = turnOf(rotation)
  return Math.abs(cos) + Math.abs(sin)
}

/** The side of the frame, in pixels of the picture. No corner of the frame is ever empty. */
export function sideOf({ zoom, rotation }: Crop, { width, height }: PictureSize): number {
  return Math.min(width, height) / spreadOf(rotation) / zoom
}

/** The nearest place at which the picture fills the frame. */
export function keepInside(crop: Crop, size: PictureSize): Crop {
  const side = sideOf(crop, size)
  const reach = spreadOf(crop.rotation) / 2
  const limit = (offset: number, length: number): number => {
    const most = Math.max(0, length / 2 / side - reach)
    return Math.min(most, Math.max(-most, offset))
  }
  const { cos, sin } = turnOf(crop.rotation)
  const along = limit(cos * crop.x + sin * crop.y, size.width)
  const across = limit(cos * crop.y - sin * crop.x, size.height)
  return { ...crop, x: cos * along - sin * across, y: sin * along + cos * across }
}

/** Zooms, with the same spot in the middle of the frame. */
export function zoomTo(crop: Crop, zoom: number): Crop {
  const limited = Math.min(mostZoom, Math.max(1, zoom))
  const factor = limited / crop.zoom
  return { ...crop, x: crop.x * factor, y: crop.y * factor, zoom: limited }
}

/** Turns, with the same spot in the middle of the frame. */
export function turnTo(crop: Crop, rotation: number): Crop {
  const { cos, sin } = turnOf(rotation - crop.rotation)
  const factor = spreadOf(rotation) / spreadOf(crop.rotation)
  return {
    ...crop,
    x: (cos * crop.x - sin * crop.y) * factor,
    y: (sin * crop.x + cos * crop.y) * factor,
    rotation,
  }
}

/**
 * What is in the frame, in pixels of the turned image.
 *
 * @param scale - Pixels of the picture per pixel of the image it was made of.
 */
export function areaOf(crop: Crop, size: PictureSize, scale: number): ImageArea {
  const { cos, sin } = turnOf(crop.rotation)
  const width = size.width * Math.abs(cos) + size.height * Math.abs(sin)
  const height = size.width * Math.abs(sin) + size.height * Math.abs(cos)
  const side = sideOf(crop, size)
  const pixels = (length: number): number => Math.max(0, Math.floor(length / scale + 1e-6))
  return {
    x: pixels(width / 2 - (crop.x + 0.5) * side),
    y: pixels(height / 2 - (crop.y + 0.5) * side),
    width: pixels(side),
    height: pixels(side),
  }
}

function turnOf(rotation: number): { cos: number; sin: number } {
  const angle = (rotation * Math.PI) / 180
  return { cos: Math.cos(angle), sin: Math.sin(angle) }
}
