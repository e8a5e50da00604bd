import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import { areaOf, keepInside, mostZoom, sideOf, spreadOf, turnTo, wholeCrop, zoomTo } from './cropping.ts'
import type { Crop, PictureSize } from './cropping.ts'

const landscape = { width: 400, height: 300 }

const anyCrop: fc.Arbitrary<Crop> = fc.record({
  x: fc.double({ min: -9, max: 9, noNaN: true }),
  y: fc.double({ min: -9, max: 9, noNaN: true }),
  zoom: fc.double({ min: 1, max: mostZoom, noNaN: true }),
  rotation: fc.integer({ min: -720, max: 720 }),
})
const anySize: fc.Arbitrary<PictureSize> = fc.record({
  width: fc.integer({ min: 1, max: 2048 }),
  height: fc.integer({ min: 1, max: 2048 }),
})

/** Where the corners of the frame are in the picture, in pixels from its middle. */
function cornersIn(crop: Crop, size: PictureSize): { x: number; y: number }[] {
  const side = sideOf(crop, size)
  const angle = (-crop.rotation * Math.PI) / 180
  return [
    [-0.5, -0.5],
    [0.5, -0.5],
    [0.5, 0.5],
    [-0.5, 0.5],
  ].map(([right = 0, down = 0]) => {
    const [x, y] = [(right - crop.x) * side, (down - crop.y) * side]
    return { x: x * Math.cos(angle) - y * Math.sin(angle), y: x * Math.sin(angle) + y * Math.cos(angle) }
  })
}

test('at first the largest square in the middle is shown', () => {
  expect(areaOf(wholeCrop, landscape, 1)).toEqual({ x: 50, y: 0, width: 300, height: 300 })
})

test('a preview stands for a larger image', () => {
  expect(areaOf(wholeCrop, landscape, 0.1)).toEqual({ x: 500, y: 0, width: 3000, height: 3000 })
})

test('moving the picture to the right shows what is to the left', () => {
  const moved = keepInside({ ...wholeCrop, x: 1 }, landscape)
  expect(areaOf(moved, landscape, 1)).toMatchObject({ x: 0, width: 300 })
})

test('a quarter turn shows the same part, on its side', () => {
  const left = keepInside({ ...wholeCrop, x: 1 }, landscape)
  // What was at the left is at the top.
  expect(areaOf(turnTo(left, 90), landscape, 1)).toEqual({ x: 0, y: 0, width: 300, height: 300 })
  const back = turnTo(turnTo(left, 90), 0)
  expect(back.x).toBeCloseTo(left.x)
  expect(back.y).toBeCloseTo(left.y)
})

test('zooming keeps what is in the middle, and has limits', () => {
  const moved = { ...wholeCrop, x: 0.1, y: 0.2 }
  expect(zoomTo(moved, 2)).toEqual({ x: 0.2, y: 0.4, zoom: 2, rotation: 0 })
  expect(zoomTo(moved, 99).zoom).toBe(mostZoom)
  expect(zoomTo(moved, 0).zoom).toBe(1)
})

test('however it is moved, turned and zoomed, no corner of the frame is empty', () => {
  fc.assert(
    fc.property(anyCrop, anySize, (crop, size) => {
      for (const { x, y } of cornersIn(keepInside(crop, size), size)) {
        expect(Math.abs(x)).toBeLessThanOrEqual(size.width / 2 + 1e-6)
        expect(Math.abs(y)).toBeLessThanOrEqual(size.height / 2 + 1e-6)
      }
    }),
  )
})

test('what fills the frame is left where it is', () => {
  fc.assert(
    fc.property(anyCrop, anySize, (crop, size) => {
      const once = keepInside(crop, size)
      const twice = keepInside(once, size)
      expect(twice.x).toBeCloseTo(once.x)
      expect(twice.y).toBeCloseTo(once.y)
    }),
  )
})

test('the area lies in the turned image, and is a square', () => {
  fc.assert(
    fc.property(anyCrop, anySize, fc.double({ min: 0.1, max: 1, noNaN: true }), (crop, size, scale) => {
      const { x, y, width, height } = areaOf(keepInside(crop, size), size, scale)
      expect(width).toBe(height)
      // The box around the turned image is as wide and high as this at most.
      const most = (Math.max(size.width, size.height) * spreadOf(crop.rotation)) / scale
      for (const [start, length] of [
        [x, width],
        [y, height],
      ] as const) {
        expect(start).toBeGreaterThanOrEqual(0)
        expect(start + length).toBeLessThanOrEqual(most + 1)
      }
    }),
  )
})
