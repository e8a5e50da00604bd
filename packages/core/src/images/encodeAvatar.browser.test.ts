import { errorOf } from '@cubekit/testing'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { bytes, bytesOf, lettersOf } from '../../test/images/bytes.ts'
import { type Corners, cornersOf, fourColors, fourCornered } from '../../test/images/corners.ts'
import { everyKind, size } from '../../test/images/everyKind.ts'
import { canary, exif } from '../../test/images/exif.ts'
import { gifFile } from '../../test/images/gifFile.ts'
import { exifSegment, withJpegSize, withSegments } from '../../test/images/jpegFile.ts'
import { partsOf } from '../../test/images/partsOf.ts'
import { blackPng, pngChunk, pngFile, withChunks } from '../../test/images/pngFile.ts'
import { avif, realFiles } from '../../test/images/realFiles.ts'
import { extended, pictureOf, webpChunk, webpFile, webpFlags } from '../../test/images/webpFile.ts'
import { encodeAvatar, type EncodedImage, imageRefusal } from '../index.ts'

/** Everything here is done by workers. */
beforeEach(() => {
  const canvasInPage = vi.spyOn(HTMLCanvasElement.prototype, 'toBlob')
  const decodedInPage = vi.spyOn(globalThis, 'createImageBitmap')
  calledInPage = () => canvasInPage.mock.calls.length + decodedInPage.mock.calls.length
  onTestFinished(() => {
    canvasInPage.mockRestore()
    decodedInPage.mockRestore()
  })
})
let calledInPage = (): number => 0

async function encode(
  content: Blob | Uint8Array<ArrayBuffer>,
  options: Parameters<typeof encodeAvatar>[1] = {},
): Promise<EncodedImage> {
  const before = calledInPage()
  const made = await encodeAvatar(content instanceof Blob ? content : new Blob([content]), options)
  expect(calledInPage(), 'calls in the page').toBe(before)
  return made
}

const refusalOf = async (content: Blob | Uint8Array<ArrayBuffer>): Promise<unknown> =>
  imageRefusal(await errorOf(encode(content)))

const everything = { area: { x: 0, y: 0, ...size } }

const seenAt = async (x: number, y: number, { blob }: EncodedImage): Promise<readonly number[]> => {
  const bitmap = await createImageBitmap(blob)
  const canvas = new OffscreenCanvas(1, 1)
  const context = canvas.getContext('2d')
  context?.drawImage(bitmap, -x, -y)
  return [...(context?.getImageData(0, 0, 1, 1).data ?? [])]
}

describe('rows 67 and 69: whatever goes in, a still JPEG of nothing but the picture comes out', async () => {
  test.each(Object.entries(await everyKind()))('%s', async (_, content) => {
    const { blob, width, height } = await encode(content, everything)
    expect(blob.type).toBe('image/jpeg')
    const written = await bytesOf(blob)
    expect(new Set(partsOf(written))).toEqual(new Set(['E0 JFIF', 'DB', 'C0', 'C4', 'DA']))
    expect(lettersOf(written)).not.toMatch(/Exif|GPS|http|alert|ICC|adobe/i)
    expect(await cornersOf(blob)).toEqual({ ...size, corners: fourColors })
    expect({ width, height }).toEqual(size)
  })

  test('a CMYK JPEG looks as an <img> shows it', async () => {
    const { content } = realFiles.cmykJpeg
    const made = await encode(content, everything)
    for (const [x, y] of [
      [8, 4],
      [24, 4],
      [8, 12],
      [24, 12],
    ] as const) {
      const shown = await seenAt(x, y, { ...size, blob: new Blob([content]) })
      const drawn = await seenAt(x, y, made)
      for (const [channel, value] of drawn.entries()) {
        expect(Math.abs(value - (shown[channel] ?? 0)), `at ${x}, ${y}`).toBeLessThan(12)
      }
    }
  })

  test.each(['image/jpeg', 'image/png', 'image/webp'])(
    'colours of a wide gamut look as an <img> shows them: %s',
    async (type) => {
      const canvas = new OffscreenCanvas(size.width, size.height)
      const context = canvas.getContext('2d', { colorSpace: 'display-p3' })
      if (!context) throw new Error('No canvas.')
      context.fillStyle = 'color(display-p3 0.8 0.4 0.4)'
      context.fillRect(0, 0, size.width, size.height)
      const blob = await canvas.convertToBlob({ type, quality: 0.95 })
      // The same numbers without their profile are another colour.
      expect(lettersOf(await bytesOf(blob))).toMatch(/ICC|iCCP|cICP/)
      const shown = await seenAt(8, 8, { ...size, blob })
      expect(shown[0]).toBeGreaterThan(210)
      const drawn = await seenAt(8, 8, await encode(blob, everything))
      for (const [channel, value] of drawn.entries()) {
        expect(Math.abs(value - (shown[channel] ?? 0))).toBeLessThan(6)
      }
    },
  )

  test('what a gray JPEG shows stays gray', async () => {
    const { blob } = await encode(realFiles.grayJpeg.content, everything)
    const [red, green, blue] = await seenAt(4, 4, { blob, ...size })
    expect([green, blue]).toEqual([red, red])
  })

  test('and what is no such image does not', async () => {
    expect(await refusalOf(avif)).toBe('unsupported')
    expect(await refusalOf(new File(['<svg onload="alert(1)"/>'], 'a.png', { type: 'image/png' }))).toBe(
      'unsupported',
    )
    expect(await refusalOf(new File(['<html>'], 'a.png', { type: 'image/png' }))).toBe('not-an-image')
    expect(await refusalOf(new File(['Hello'], 'a.jpg', { type: 'image/jpeg' }))).toBe('not-an-image')
    expect(await refusalOf(new Blob([]))).toBe('not-an-image')
  })
})

describe('row 69: upright', () => {
  const upright: Readonly<Record<number, Corners>> = {
    1: ['red', 'green', 'blue', 'yellow'],
    2: ['green', 'red', 'yellow', 'blue'],
    3: ['yellow', 'blue', 'green', 'red'],
    4: ['blue', 'yellow', 'red', 'green'],
    5: ['red', 'blue', 'green', 'yellow'],
    6: ['blue', 'red', 'yellow', 'green'],
    7: ['yellow', 'green', 'blue', 'red'],
    8: ['green', 'yellow', 'red', 'blue'],
  }
  const orientations = Object.entries(upright)

  const shownBy = (orientation: string): { width: number; height: number } =>
    Number(orientation) < 5 ? size : { width: size.height, height: size.width }

  test.each(orientations)('JPEG, orientation %s, as an <img> shows it', async (orientation, corners) => {
    const jpeg = await bytesOf(await fourCornered('image/jpeg', size.width, size.height))
    const turned = withSegments(jpeg, exifSegment(exif(Number(orientation))))
    const shown = shownBy(orientation)
    const { blob } = await encode(turned, { area: { x: 0, y: 0, ...shown } })
    expect(await cornersOf(blob)).toEqual({ ...shown, corners })
    expect(await cornersOf(new Blob([turned]))).toEqual({ ...shown, corners })
    expect(lettersOf(await bytesOf(blob))).not.toContain(canary)
  })

  test.each(orientations)('PNG, orientation %s', async (orientation, corners) => {
    const png = await bytesOf(await fourCornered('image/png', size.width, size.height))
    const turned = withChunks(png, pngChunk('eXIf', exif(Number(orientation))))
    const shown = shownBy(orientation)
    const { blob } = await encode(turned, { area: { x: 0, y: 0, ...shown } })
    expect(await cornersOf(blob)).toEqual({ ...shown, corners })
  })

  test.each(orientations)('WebP, orientation %s', async (orientation, corners) => {
    const { lossyWebp } = realFiles
    const turned = webpFile(
      extended(lossyWebp, webpFlags.exif),
      pictureOf(lossyWebp.content),
      webpChunk('EXIF', exif(Number(orientation))),
    )
    const shown = shownBy(orientation)
    const { blob } = await encode(turned, { area: { x: 0, y: 0, ...shown } })
    expect(await cornersOf(blob)).toEqual({ ...shown, corners })
  })
})

describe('row 68: what is too much', () => {
  test('is refused before it is decoded, and soon', async () => {
    const bomb = new Blob([await blackPng(20_000, 20_000)])
    expect(bomb.size).toBeLessThan(60_000)
    expect(await refusalOf(bomb)).toBe('too-many-pixels')
  })

  test('a line of 65,535 pixels is not', async () => {
    const line = new Blob([await blackPng(65_535, 1)])
    expect(await encode(line)).toMatchObject({ width: 1, height: 1 })
    expect(await encode(line, { area: { x: 0, y: 0, width: 65_535, height: 1 } })).toMatchObject({
      width: 512,
      height: 1,
    })
  })

  test('a header that lies about the size makes nothing larger than was asked', async () => {
    const jpeg = await bytesOf(await fourCornered('image/jpeg', 64, 64))
    expect(await encode(withJpegSize(jpeg, 6_000, 6_000))).toMatchObject({ width: 512, height: 512 })
    expect(await encode(withJpegSize(jpeg, 8, 8))).toMatchObject({ width: 8, height: 8 })
  })

  test('a frame that is larger than its screen makes that larger', async () => {
    const frame = { left: 8, top: 8, width: 8, height: 8, pixels: Array.from({ length: 64 }, () => 0) }
    const gif = gifFile({ width: 8, height: 8 }, [frame])
    const { blob } = await encode(gif)
    expect(await cornersOf(blob)).toEqual({ width: 16, height: 16, corners: ['-', '-', '-', 'red'] })
  })
})

describe('what is broken', () => {
  test.each(Object.entries(realFiles))('%s, cut off', async (_, { content }) => {
    expect(await refusalOf(content.slice(0, Math.floor(content.length * 0.6)))).toBe('broken')
  })

  test('no pixels where they should be', async () => {
    const format = { width: 8, height: 8, depth: 8, colorType: 2 } as const
    const empty = await pngFile(format, [])
    expect(await refusalOf(empty)).toBe('broken')
  })
})

describe('size', () => {
  test('the largest square in the middle, of at most 512 pixels', async () => {
    const photo = await fourCornered('image/jpeg', 1_600, 1_200)
    const made = await encode(photo)
    expect(made).toMatchObject({ width: 512, height: 512 })
    expect(await cornersOf(made.blob)).toEqual({ width: 512, height: 512, corners: fourColors })
    expect(made.blob.size).toBeLessThanOrEqual(200_000)
  })

  test('as asked, and never larger than it was', async () => {
    const photo = await fourCornered('image/png', 300, 200)
    expect(await encode(photo, { maxSide: 64 })).toMatchObject({ width: 64, height: 64 })
    expect(await encode(photo, { maxSide: 5_000 })).toMatchObject({ width: 200, height: 200 })
    expect(await encode(await fourCornered('image/png', 1, 1))).toMatchObject({ width: 1, height: 1 })
  })

  test('quality goes down, and then the size, until it is small enough', async () => {
    const noise = await noisy(700)
    const plain = await encode(noise, { maxBytes: 1_000_000 })
    const lower = await encode(noise, { maxBytes: Math.floor(plain.blob.size / 2) })
    expect(lower).toMatchObject({ width: 512, height: 512 })
    expect(lower.blob.size).toBeLessThanOrEqual(plain.blob.size / 2)
    const smaller = await encode(noise, { maxBytes: 10_000 })
    expect(smaller.blob.size).toBeLessThanOrEqual(10_000)
    expect(smaller.width).toBeLessThan(300)
    expect(smaller.height).toBe(smaller.width)
  })

  test('what can never be small enough is refused', async () => {
    expect(imageRefusal(await errorOf(encode(await noisy(64), { maxBytes: 10 })))).toBe('cannot-encode')
  })
})

describe('area and rotation', () => {
  test('a part of it', async () => {
    const photo = await fourCornered('image/png', 400, 200)
    const corner = { x: 210, y: 10, width: 80, height: 80 }
    const { blob } = await encode(photo, { area: corner })
    expect(await cornersOf(blob)).toEqual({
      width: 80,
      height: 80,
      corners: ['green', 'green', 'green', 'green'],
    })
  })

  test.each([
    [90, ['blue', 'red', 'yellow', 'green']],
    [180, ['yellow', 'blue', 'green', 'red']],
    [270, ['green', 'yellow', 'red', 'blue']],
    [-90, ['green', 'yellow', 'red', 'blue']],
    [360, fourColors],
  ])('turned by %i degrees', async (rotation, corners) => {
    const photo = await fourCornered('image/png', 400, 200)
    const { blob } = await encode(photo, { rotation })
    expect(blob.type).toBe('image/jpeg')
    expect(await cornersOf(blob)).toEqual({ width: 200, height: 200, corners })
  })

  test('a photo that was stored on its side, turned and cropped as it is shown', async () => {
    const stored = await bytesOf(await fourCornered('image/jpeg', 400, 200))
    const photo = withSegments(stored, exifSegment(exif(6)))
    // Shown, it is 200 × 400, blue and red on top; turned by 90 degrees, 400 × 200 with yellow and blue on top.
    const { blob } = await encode(photo, { rotation: 90, area: { x: 0, y: 0, width: 180, height: 90 } })
    expect(await cornersOf(blob)).toEqual({
      width: 180,
      height: 90,
      corners: ['yellow', 'yellow', 'yellow', 'yellow'],
    })
  })

  test('turned by any angle, the middle stays, and empty corners show through', async () => {
    const photo = await fourCornered('image/png', 200, 200)
    const made = await encode(photo, { rotation: 45, maxSide: 1_000 })
    expect(made).toMatchObject({ width: 283, height: 283 })
    expect(made.blob.type).toBe('image/webp')
    expect(await seenAt(3, 3, made)).toEqual([0, 0, 0, 0])
    // What was on top on the left is on top in the middle.
    const [red = 0, green = 255] = await seenAt(141, 60, made)
    expect(red - green).toBeGreaterThan(250)
    const inside = { x: 92, y: 92, width: 98, height: 98 }
    expect((await encode(photo, { rotation: 45, area: inside })).blob.type).toBe('image/jpeg')
  })

  test('an area that sticks out by a little, as rounding makes it, lets nothing in', async () => {
    const photo = await fourCornered('image/png', 100, 100)
    const area = { x: -0.6, y: 0.6, width: 100, height: 100 }
    const { blob } = await encode(photo, { area })
    expect(blob.type).toBe('image/jpeg')
  })

  test.each([
    [
      { width: 1, height: 5_000 },
      { x: 0, y: 2_499, width: 2, height: 2 },
      { width: 1, height: 1 },
    ],
    [
      { width: 5_000, height: 1 },
      { x: 2_499, y: 0, width: 2, height: 2 },
      { width: 1, height: 1 },
    ],
    [
      { width: 300, height: 100 },
      { x: 40, y: -1, width: 202, height: 101 },
      { width: 200, height: 100 },
    ],
    [
      { width: 100, height: 100 },
      { x: -50, y: 0, width: 200, height: 50 },
      { width: 100, height: 25 },
    ],
  ])(
    'one that is larger than a picture of %j becomes smaller, of the same form: %j',
    async (of, area, size) => {
      expect(await encode(await fourCornered('image/png', of.width, of.height), { area })).toMatchObject(size)
    },
  )

  test.each([
    [{}, { width: 1, height: 1 }],
    [{ area: { x: 0, y: 0, width: 1, height: 5_000 } }, { width: 1, height: 512 }],
  ])('of a picture of one pixel in width: %j', async (options, size) => {
    expect(await encode(await fourCornered('image/png', 1, 5_000), options)).toMatchObject(size)
  })

  test.each([
    { rotation: Number.NaN },
    { maxSide: 0 },
    { maxBytes: -1 },
    { area: { x: 0, y: 0, width: 0, height: 10 } },
    { area: { x: Infinity, y: 0, width: 10, height: 10 } },
  ])('%j makes no sense', async (options) => {
    const error = await errorOf(encode(await fourCornered('image/png', 8, 8), options))
    expect(error.code).toBe('invalid-argument')
  })
})

describe('what shows through', () => {
  test('stays so, as a WebP', async () => {
    const corners: Corners = ['red', '-', '-', 'yellow']
    const { blob } = await encode(await fourCornered('image/png', 64, 64, corners))
    expect(blob.type).toBe('image/webp')
    expect(await cornersOf(blob)).toEqual({ width: 64, height: 64, corners })
    for (const part of partsOf(await bytesOf(blob))) expect(['VP8X', 'ALPH', 'VP8 ', 'VP8L']).toContain(part)
  })
})

describe('giving up', () => {
  test('before it began', async () => {
    const error = await errorOf(encode(bytes('x'), { signal: AbortSignal.abort() }))
    expect(error.code).toBe('aborted')
  })

  test('at once, while a worker is at it, which ends', async () => {
    const terminate = vi.spyOn(Worker.prototype, 'terminate')
    onTestFinished(() => terminate.mockRestore())
    const post = vi.spyOn(Worker.prototype, 'postMessage')
    onTestFinished(() => post.mockRestore())
    const giveUp = new AbortController()
    const work = errorOf(encode(await noisy(2_000), { signal: giveUp.signal }))
    await vi.waitFor(() => expect(post).toHaveBeenCalledOnce())
    expect(terminate).not.toHaveBeenCalled()
    giveUp.abort()
    expect(terminate).toHaveBeenCalledOnce()
    expect((await work).code).toBe('aborted')
  })

  test('every worker ends with its picture', async () => {
    const terminate = vi.spyOn(Worker.prototype, 'terminate')
    onTestFinished(() => terminate.mockRestore())
    await encode(await fourCornered('image/png', 8, 8))
    expect(terminate).toHaveBeenCalledOnce()
  })
})

/** A square that compresses badly. */
async function noisy(side: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(side, side)
  const context = canvas.getContext('2d')
  const image = new ImageData(side, side)
  let seed = 1
  for (let at = 0; at < image.data.length; at++) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    image.data[at] = at % 4 === 3 ? 255 : seed >>> 24
  }
  context?.putImageData(image, 0, 0)
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 })
}
