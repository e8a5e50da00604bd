import { errorOf } from '@cubekit/testing'
import { describe, expect, test, vi } from 'vitest'
import { big16, big32, bytes, little32 } from '../../test/images/bytes.ts'
import { exif } from '../../test/images/exif.ts'
import { gifComment, gifFile, gifLoop } from '../../test/images/gifFile.ts'
import { exifSegment, segment, withJpegSize, withSegments } from '../../test/images/jpegFile.ts'
import { blackPng, deflated, pngChunk, pngFile, pngHeader, withChunks } from '../../test/images/pngFile.ts'
import { realFiles } from '../../test/images/realFiles.ts'
import { extended, pictureOf, webpChunk, webpFile, webpFlags } from '../../test/images/webpFile.ts'
import { imageRefusal, readImage } from '../index.ts'

const read = (content: Uint8Array<ArrayBuffer> | string): ReturnType<typeof readImage> =>
  readImage(new Blob([content]))

const refusalOf = async (content: Uint8Array<ArrayBuffer> | string): Promise<unknown> =>
  imageRefusal(await errorOf(read(content)))

const small = { width: 4, height: 2 }
const pixels = [0, 0, 1, 1, 2, 2, 3, 3]

describe('what a file is', () => {
  test('is told by its bytes, whatever it is called', async () => {
    const file = new File([await blackPng(3, 2)], 'photo.jpg', { type: 'image/jpeg' })
    expect(await readImage(file)).toEqual({
      type: 'image/png',
      width: 3,
      height: 2,
      isAnimated: false,
      hasMetadata: false,
    })
  })

  test.each(Object.entries(realFiles))('%s', async (_, { content, ...info }) => {
    expect(await read(content)).toEqual(info)
  })

  test.each([
    ['nothing', bytes()],
    ['a text', bytes('Dear Ada, this is no picture.')],
    ['a page', bytes('<!doctype html><svg></svg><script>alert(1)</script>')],
    ['a PDF', bytes('%PDF-1.7\n')],
    ['a program', bytes('MZ\x90\0\x03\0\0\0')],
    ['a ZIP', bytes('PK\x03\x04')],
    ['a sound in a RIFF', bytes('RIFF', little32(40), 'WAVEfmt ')],
    ['a video', bytes(big32(24), 'ftypisom', big32(512), 'isomiso2')],
    ['letters that begin like a BMP', bytes('BMW is a maker of cars')],
  ])('row 67: %s is no image', async (_, content) => {
    expect(await refusalOf(content)).toBe('not-an-image')
  })

  test.each([
    ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['SVG behind a declaration', bytes('\n<?xml version="1.0"?><!-- a > b -->\n<svg width="1"/>')],
    ['AVIF', bytes(big32(28), 'ftypavif', big32(0), 'avifmif1miaf')],
    ['TIFF', bytes('II*\0', little32(8))],
    ['BMP', bytes('BM', little32(70), big32(0), little32(54))],
    ['ICO', bytes(0, 0, 1, 0, 1, 0)],
    ['JPEG XL', bytes(0xff, 0x0a, 0xfa)],
    ['JPEG 2000', bytes(big32(12), 'jP  \r\n\x87\n')],
    ['Photoshop', bytes('8BPS', 0, 1)],
  ])('row 67: %s is not supported', async (_, content) => {
    expect(await refusalOf(content)).toBe('unsupported')
  })

  test.each(['heic', 'heix', 'hevc', 'mif1', 'msf1'])('row 70: HEIC is told apart: %s', async (brand) => {
    expect(await refusalOf(bytes(big32(24), 'ftyp', brand, big32(0), 'mif1heic'))).toBe('heic')
  })

  test('row 70: HEIF of any brand counts as HEIC, but not if AVIF is in it', async () => {
    expect(await refusalOf(bytes(big32(20), 'ftypmif1', big32(0), 'miaf'))).toBe('heic')
    expect(await refusalOf(bytes(big32(24), 'ftypmif1', big32(0), 'avifmiaf'))).toBe('unsupported')
  })

  test('a file is read once, however often it is looked at', async () => {
    const file = new Blob([await blackPng(3, 2)])
    const reading = vi.spyOn(file, 'arrayBuffer')
    expect(await readImage(file)).toEqual(await readImage(file))
    expect(reading).toHaveBeenCalledOnce()
  })

  test('a file that can no longer be read is broken', async () => {
    const gone = new Blob(['x'])
    gone.slice = () => gone
    gone.arrayBuffer = () => Promise.reject(new DOMException('Gone.', 'NotReadableError'))
    expect(imageRefusal(await errorOf(readImage(gone)))).toBe('broken')
  })
})

describe('row 68: what is too much is refused by its header, and nothing is decoded', () => {
  test('more than 40 megapixels, in any format', async () => {
    expect(await refusalOf(await blackPng(20_000, 20_000))).toBe('too-many-pixels')
    expect(await refusalOf(withJpegSize(realFiles.jpeg.content, 65_535, 65_535))).toBe('too-many-pixels')
    const wide = { width: 60_000, height: 60_000 }
    expect(await refusalOf(gifFile(wide, [{ ...small, pixels }]))).toBe('too-many-pixels')
    expect(await refusalOf(gifFile(small, [{ left: 60_000, top: 60_000, ...small, pixels }]))).toBe(
      'too-many-pixels',
    )
    const frame = webpChunk('ANMF', new Uint8Array(16))
    const giant = extended({ width: 2 ** 24, height: 2 ** 24 }, webpFlags.animation)
    expect(await refusalOf(webpFile(giant, frame))).toBe('too-many-pixels')
  })

  test('40 megapixels are fine, and so is a line of any length', async () => {
    const jpeg = realFiles.jpeg.content
    expect(await read(withJpegSize(jpeg, 8_000, 5_000))).toMatchObject({ width: 8_000, height: 5_000 })
    expect(await read(withJpegSize(jpeg, 1, 65_535))).toMatchObject({ width: 1, height: 65_535 })
    expect(await refusalOf(withJpegSize(jpeg, 8_000, 5_001))).toBe('too-many-pixels')
  })

  test('more than 10 MB', async () => {
    const png = await blackPng(3, 2)
    const most = 10 * 2 ** 20
    expect(await readImage(new Blob([png, new Uint8Array(most - png.length)]))).toMatchObject(small3x2)
    const error = await errorOf(readImage(new Blob([png, new Uint8Array(most - png.length + 1)])))
    expect(imageRefusal(error)).toBe('too-large')
  })
})

const small3x2 = { width: 3, height: 2 }

describe('what is broken', () => {
  test('ends too early, wherever that is', async () => {
    for (const { content } of Object.values(realFiles)) {
      for (const length of [16, 24, Math.floor(content.length / 2), content.length - 4]) {
        expect(await refusalOf(content.slice(0, length))).toMatch(/^(?:broken|not-an-image)$/)
      }
    }
  })

  test('says two sizes, or none', async () => {
    const { jpeg, lossyWebp } = realFiles
    const frame = segment(0xc0, 8, big16(1), big16(1), 1, 1, 0x11, 0)
    expect(await refusalOf(withSegments(jpeg.content, frame))).toBe('broken')
    expect(await refusalOf(withJpegSize(jpeg.content, 0, 5))).toBe('broken')
    expect(await refusalOf(withJpegSize(jpeg.content, 5, 0))).toBe('broken')
    const picture = pictureOf(lossyWebp.content)
    expect(await refusalOf(webpFile(extended({ width: 1, height: 1 }, 0), picture))).toBe('broken')
    expect(await refusalOf(webpFile(extended(lossyWebp, 0)))).toBe('broken')
    expect(await refusalOf(gifFile(small, []))).toBe('broken')
  })

  test('does not begin as it must', async () => {
    const head = pngHeader({ width: 1, height: 1, depth: 8, colorType: 0 })
    expect(await refusalOf(bytes(head.subarray(0, 8), pngChunk('CgBI', big32(0)), head.subarray(8)))).toBe(
      'broken',
    )
    expect(await refusalOf(bytes('\xff\xd8\xff\xd9'))).toBe('broken')
    expect(await refusalOf(gifFile(small, [], { after: bytes('?') }))).toBe('broken')
  })
})

describe('row 69: which side is up', () => {
  test.each([
    ['JPEG', (data: Uint8Array) => withSegments(realFiles.jpeg.content, exifSegment(data))],
    ['PNG', (data: Uint8Array) => withChunks(realFiles.png.content, pngChunk('eXIf', data))],
    [
      'WebP',
      (data: Uint8Array) =>
        webpFile(
          extended(realFiles.lossyWebp, webpFlags.exif),
          pictureOf(realFiles.lossyWebp.content),
          webpChunk('EXIF', data),
        ),
    ],
  ])('%s: width and height are as the image is shown', async (_, withExif) => {
    const { width, height } = await read(withExif(exif(1)))
    expect(width).not.toBe(height)
    for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
      for (const isLittleEndian of [true, false]) {
        expect(await read(withExif(exif(orientation, { isLittleEndian })))).toMatchObject({
          width: orientation < 5 ? width : height,
          height: orientation < 5 ? height : width,
          hasMetadata: true,
        })
      }
    }
  })

  test('EXIF that makes no sense turns nothing', async () => {
    const { content, width, height } = realFiles.jpeg
    const senseless = [
      bytes(),
      bytes('MM'),
      exif(0),
      exif(9),
      exif(6).slice(0, 20),
      bytes('XX', exif(6).slice(2)),
      bytes('MM', big16(43), exif(6).slice(4)),
      bytes('MM', big16(42), big32(0xffffffff), exif(6).slice(8)),
    ]
    for (const data of senseless) {
      expect(await read(withSegments(content, exifSegment(data)))).toMatchObject({ width, height })
    }
  })

  test('the first EXIF data counts', async () => {
    const { content, width, height } = realFiles.jpeg
    const twice = withSegments(content, exifSegment(exif(6)), exifSegment(exif(1)))
    expect(await read(twice)).toMatchObject({ width: height, height: width })
  })
})

describe('row 71: what else is in the file', () => {
  const { jpeg, lossyWebp } = realFiles
  const gif = { ...small, pixels }
  test.each([
    ['JPEG, XMP', withSegments(jpeg.content, segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x/>'))],
    ['JPEG, ICC', withSegments(jpeg.content, segment(0xe2, 'ICC_PROFILE\0', 1, 1))],
    ['JPEG, IPTC', withSegments(jpeg.content, segment(0xed, 'Photoshop 3.0\0'))],
    ['JPEG, a comment', withSegments(jpeg.content, segment(0xfe, 'at home'))],
    ['JPEG, a small picture', withSegments(jpeg.content, segment(0xe0, 'JFXX\0', 0x10))],
    ['JPEG, more behind its end', bytes(jpeg.content, 'more')],
    ['PNG, a text', withChunks(realFiles.png.content, pngChunk('tEXt', 'Comment\0at home'))],
    ['PNG, a time', withChunks(realFiles.png.content, pngChunk('tIME', 7, 230, 1, 1, 1, 1, 1))],
    ['PNG, ICC', withChunks(realFiles.png.content, pngChunk('iCCP', 'name\0\0'))],
    ['PNG, something private', withChunks(realFiles.png.content, pngChunk('prVt', 'x'))],
    ['PNG, more behind its end', bytes(realFiles.png.content, 'more')],
    ['GIF, a comment', gifFile(small, [gif], { before: gifComment('at home') })],
    ['GIF, XMP', gifFile(small, [gif], { before: bytes('!\xff\x0bXMP DataXMP', 1, 'x', 0) })],
    ['GIF, more behind its end', bytes(gifFile(small, [gif]), 'more')],
    [
      'WebP, XMP',
      webpFile(extended(lossyWebp, webpFlags.xmp), pictureOf(lossyWebp.content), webpChunk('XMP ', '<x/>')),
    ],
    [
      'WebP, something private',
      webpFile(extended(lossyWebp, 0), pictureOf(lossyWebp.content), webpChunk('prvt', 'x')),
    ],
    ['WebP, more behind its end', bytes(lossyWebp.content, 'more')],
  ])('%s', async (_, content) => {
    expect(await read(content)).toMatchObject({ hasMetadata: true, isAnimated: false })
  })

  test('what says only how a picture looks is no metadata', async () => {
    const looks = [
      pngChunk('gAMA', big32(45_455)),
      pngChunk('sRGB', 0),
      pngChunk('pHYs', big32(1), big32(1), 0),
    ]
    expect(await read(withChunks(realFiles.png.content, ...looks))).toMatchObject({ hasMetadata: false })
    expect(await read(gifFile(small, [gif], { before: gifLoop }))).toMatchObject({ hasMetadata: false })
    expect(await read(gifFile(small, [gif], { after: bytes() }))).toMatchObject({ hasMetadata: false })
  })
})

describe('what moves', () => {
  test('a GIF of several frames', async () => {
    const frame = { ...small, pixels }
    expect(await read(gifFile(small, [frame]))).toMatchObject({ isAnimated: false, ...small })
    expect(await read(gifFile(small, [frame, frame], { before: gifLoop }))).toMatchObject({
      isAnimated: true,
      ...small,
    })
  })

  test('a PNG that says so', async () => {
    const format = { width: 1, height: 1, depth: 8, colorType: 0 } as const
    const rows = [bytes(0, 0)]
    const frames = (count: number): Uint8Array => pngChunk('acTL', big32(count), big32(0))
    expect(await read(await pngFile(format, rows, frames(1)))).toMatchObject({ isAnimated: false })
    const more = pngChunk('fdAT', big32(1), await deflated(rows))
    expect(await read(await pngFile(format, rows, frames(2), more))).toMatchObject({ isAnimated: true })
  })
})
