import { errorOf } from '@cubekit/testing'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { bytesOf, lettersOf } from '../../test/images/bytes.ts'
import { type Corners, cornersOf, fourColors, fourCornered } from '../../test/images/corners.ts'
import { everyKind, size } from '../../test/images/everyKind.ts'
import { canary, exif } from '../../test/images/exif.ts'
import { exifSegment, withSegments } from '../../test/images/jpegFile.ts'
import { partsOf } from '../../test/images/partsOf.ts'
import { realFiles } from '../../test/images/realFiles.ts'
import { encodeAvatar, imageRefusal, previewImage, readImage } from '../index.ts'

// Pages may forbid workers (CSP, Trusted Types), and some bundlers leave ours behind: then the page draws.

const constructed = vi.fn<() => void>(function refuse() {
  throw new DOMException('Refused to create a worker.', 'SecurityError')
})

beforeEach(() => {
  constructed.mockClear()
  vi.stubGlobal('Worker', constructed)
  onTestFinished(() => void vi.unstubAllGlobals())
})

/** Puts something in place of a method until the test is over. */
function replace(name: 'toBlob' | 'getContext', method: unknown): void {
  const original = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, name)
  if (!original) throw new Error(`No ${name}.`)
  Object.defineProperty(HTMLCanvasElement.prototype, name, { ...original, value: method })
  onTestFinished(() => void Object.defineProperty(HTMLCanvasElement.prototype, name, original))
}

const toBlob = HTMLCanvasElement.prototype.toBlob

/** A canvas that hands out noise, as browsers do that guard privacy. */
function addNoise(): void {
  const { getImageData } = CanvasRenderingContext2D.prototype
  const noisy = vi.spyOn(CanvasRenderingContext2D.prototype, 'getImageData').mockImplementation(function (
    this: CanvasRenderingContext2D,
    x,
    y,
    width,
    height,
  ) {
    const image = getImageData.call(this, x, y, width, height)
    image.data.forEach((value, at) => void (image.data[at] = value ^ 0x55))
    return image
  })
  onTestFinished(() => noisy.mockRestore())
}

const everything = { area: { x: 0, y: 0, ...size } }

describe('in the page', async () => {
  test('the worker that cannot be is tried once', async () => {
    const photo = await fourCornered('image/jpeg', 64, 48)
    await encodeAvatar(photo)
    await encodeAvatar(photo)
    await previewImage(photo)
    expect(constructed).toHaveBeenCalledOnce()
  })

  test.each(Object.entries(await everyKind()))('rows 67 and 69: %s', async (_, content) => {
    const { blob } = await encodeAvatar(new Blob([content]), everything)
    expect(blob.type).toBe('image/jpeg')
    const written = await bytesOf(blob)
    expect(new Set(partsOf(written))).toEqual(new Set(['E0 JFIF', 'DB', 'C0', 'C4', 'DA']))
    expect(lettersOf(written)).not.toContain(canary)
    expect(await cornersOf(blob)).toEqual({ ...size, corners: fourColors })
  })

  test('row 69: a photo that was stored on its side', async () => {
    const stored = await bytesOf(await fourCornered('image/jpeg', 64, 48))
    const { blob } = await encodeAvatar(new Blob([withSegments(stored, exifSegment(exif(6)))]))
    expect(await cornersOf(blob)).toEqual({
      width: 48,
      height: 48,
      corners: ['blue', 'red', 'yellow', 'green'],
    })
  })

  test('row 70: what cannot be decoded is broken', async () => {
    const jpeg = realFiles.jpeg.content
    const broken = jpeg.map((byte, at) => (at > 20 && at < 120 ? 0 : byte))
    expect(imageRefusal(await errorOf(encodeAvatar(new Blob([broken]))))).toBe('broken')
  })

  test('row 68: a picture that is not as its header says is broken', async () => {
    const close = vi.spyOn(ImageBitmap.prototype, 'close')
    onTestFinished(() => close.mockRestore())
    const photo = await fourCornered('image/png', 64, 48)
    const lie = await createImageBitmap(new ImageData(640, 480))
    const decode = createImageBitmap
    vi.stubGlobal('createImageBitmap', (file: Blob) =>
      file.size === photo.size ? Promise.resolve(lie) : decode(file),
    )
    expect(imageRefusal(await errorOf(encodeAvatar(photo)))).toBe('broken')
    expect(lie.width, 'a closed bitmap has none').toBe(0)
  })

  test('every decoded picture is closed', async () => {
    const made: ImageBitmap[] = []
    const decode = createImageBitmap
    vi.stubGlobal('createImageBitmap', async (file: Blob) => {
      const bitmap = await decode(file)
      made.push(bitmap)
      return bitmap
    })
    await encodeAvatar(await fourCornered('image/jpeg', 64, 48))
    expect(made.map(({ width }) => width)).toEqual([0, 0])
  })
})

describe('row 72: the browser writes another format than it was asked for', () => {
  test('the file is what it is, and says so', async () => {
    replace('toBlob', function (this: HTMLCanvasElement, done: BlobCallback, type: string, quality?: number) {
      toBlob.call(this, done, type === 'image/webp' ? 'image/png' : type, quality)
    })
    const corners: Corners = ['red', '-', '-', 'yellow']
    const photo = await fourCornered('image/webp', 64, 64, corners)
    const { blob } = await encodeAvatar(photo)
    expect(blob.type).toBe('image/png')
    expect(
      partsOf(await bytesOf(blob)).every((part) => ['IHDR', 'sRGB', 'IDAT', 'IEND'].includes(part)),
    ).toBe(true)
    expect(await cornersOf(blob)).toEqual({ width: 64, height: 64, corners })
  })

  test('a PNG knows no quality: it gets smaller at once', async () => {
    const asked = vi.fn<(type: string) => void>()
    replace('toBlob', function (this: HTMLCanvasElement, done: BlobCallback, type: string) {
      asked(type)
      toBlob.call(this, done, 'image/png')
    })
    const photo = await fourCornered('image/png', 512, 512, ['red', '-', 'green', 'blue'])
    const { blob, width } = await encodeAvatar(photo, { maxBytes: 1_000 })
    expect(blob.size).toBeLessThanOrEqual(1_000)
    expect(width).toBeLessThan(512)
    expect(asked.mock.calls.length).toBeLessThan(20)
  })

  test('whatever type it claims, its bytes count', async () => {
    replace('toBlob', function (this: HTMLCanvasElement, done: BlobCallback, type: string, quality?: number) {
      toBlob.call(this, (file) => done(file && new Blob([file], { type: 'image/webp' })), type, quality)
    })
    const { blob } = await encodeAvatar(await fourCornered('image/jpeg', 64, 64))
    expect(blob.type).toBe('image/jpeg')
    expect(partsOf(await bytesOf(blob))).toContain('E0 JFIF')
  })
})

describe('row 71: a browser that hands out no pixels', () => {
  const ways: Readonly<Record<string, () => void>> = {
    'noise in what is read': addNoise,
    'noise in what is written': () =>
      replace('toBlob', function (this: HTMLCanvasElement, done: BlobCallback, type: string) {
        const { data } = new ImageData(this.width, this.height)
        data.fill(255)
        const white = document.createElement('canvas')
        white.width = this.width
        white.height = this.height
        white.getContext('2d')?.putImageData(new ImageData(data, this.width), 0, 0)
        toBlob.call(white, done, type)
      }),
    'no file': () => replace('toBlob', (done: BlobCallback) => done(null)),
    'no canvas': () => replace('getContext', () => null),
    'an error': () =>
      replace('toBlob', () => {
        throw new DOMException('Tainted.', 'SecurityError')
      }),
  }

  test.each(Object.entries(ways))(
    '%s: a small still square without metadata is sent as it is',
    async (_, hide) => {
      const files = await Promise.all([
        harmless(await fourCornered('image/jpeg', 64, 64)),
        harmless(await fourCornered('image/png', 64, 64, ['red', '-', 'green', 'blue'])),
      ])
      hide()
      for (const file of files) {
        const misnamed = new File([file], 'me.gif', { type: 'image/gif' })
        const made = await encodeAvatar(misnamed)
        expect(made).toMatchObject({ width: 64, height: 64 })
        expect(made.blob.type).toBe(file.type)
        expect(await bytesOf(made.blob)).toEqual(await bytesOf(file))
      }
    },
  )

  test('anything else is refused', async () => {
    const square = await harmless(await fourCornered('image/png', 64, 64))
    const wide = await harmless(await fourCornered('image/png', 64, 32))
    const large = await harmless(await fourCornered('image/png', 600, 600))
    const kinds = await everyKind()
    addNoise()
    const refused = async (
      content: BlobPart,
      options: Parameters<typeof encodeAvatar>[1] = {},
    ): Promise<unknown> => imageRefusal(await errorOf(encodeAvatar(new Blob([content]), options)))
    expect(await refused(wide)).toBe('cannot-encode')
    expect(await refused(large)).toBe('cannot-encode')
    expect(await refused(square, { maxBytes: square.size - 1 })).toBe('cannot-encode')
    expect(await refused(square, { rotation: 90 })).toBe('cannot-encode')
    expect(await refused(square, { area: { x: 0, y: 0, width: 32, height: 32 } })).toBe('cannot-encode')
    expect(await refused(withSegments(await bytesOf(square), exifSegment(exif(1))))).toBe('cannot-encode')
    for (const kind of ['GIF', 'GIF that is a script too', 'PNG that moves', 'WebP that moves']) {
      expect(await refused(kinds[kind] ?? '', everything), kind).toBe('cannot-encode')
    }
  })

  test('the preview is the file itself', async () => {
    const stored = await bytesOf(await fourCornered('image/jpeg', 64, 48))
    const photo = withSegments(stored, exifSegment(exif(6)))
    addNoise()
    const { blob, ...preview } = await previewImage(new File([photo], 'a.png', { type: 'image/png' }))
    expect(preview).toEqual({ width: 48, height: 64, scale: 1 })
    expect(blob.type).toBe('image/jpeg')
    expect(await bytesOf(blob)).toEqual(photo)
  })
})

/** A file as we write it: without the colour profile that Chromium adds. */
async function harmless(file: Blob): Promise<Blob> {
  const { width, height } = await readImage(file)
  return (await encodeAvatar(file, { maxSide: 600, area: { x: 0, y: 0, width, height } })).blob
}
