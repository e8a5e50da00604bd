import { big16, big32, type Bytes, bytes, bytesOf, little32 } from './bytes.ts'
import { fourCornered } from './corners.ts'
import { canary, exif } from './exif.ts'
import { gifComment, gifFile, gifLoop } from './gifFile.ts'
import { exifSegment, segment, withSegments } from './jpegFile.ts'
import { deflated, pngChunk, pngFile, type PngFormat, withChunks } from './pngFile.ts'
import { realFiles } from './realFiles.ts'
import { extended, pictureOf, webpChunk, webpFile, webpFlags } from './webpFile.ts'

/** Pixels of every picture here: red, green, blue and yellow quarters. */
export const size = { width: 32, height: 16 }

const format = (depth: PngFormat['depth'], colorType: PngFormat['colorType']): PngFormat => ({
  ...size,
  depth,
  colorType,
})

/** Which corner a pixel belongs to. */
const cornerAt = (x: number, y: number): number =>
  (x < size.width / 2 ? 0 : 1) + (y < size.height / 2 ? 0 : 2)

const rows = (pixel: (corner: number) => Uint8Array): Bytes[] =>
  Array.from({ length: size.height }, (_, y) =>
    bytes(0, ...Array.from({ length: size.width }, (_, x) => pixel(cornerAt(x, y)))),
  )

const rgb = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [255, 255, 0],
] as const

const color = (corner: number): Bytes => bytes(...(rgb[corner] ?? []))

const gifPixels = Array.from({ length: size.width * size.height }, (_, at) =>
  cornerAt(at % size.width, Math.floor(at / size.width)),
)
const gifFrame = { ...size, pixels: gifPixels }
const otherFrame = { ...size, pixels: gifPixels.map(() => 1) }

/** A script that is a GIF too: its width is the beginning of a comment, and the script stands in the GIF's. */
const script = `*/=1;alert("${canary}")`

/** Every kind of image that is taken, with as much in it as fits beside the picture. All show the same. */
export async function everyKind(): Promise<Readonly<Record<string, Bytes>>> {
  const [jpeg, png, webp] = await Promise.all(
    (['image/jpeg', 'image/png', 'image/webp'] as const).map(async (type) =>
      bytesOf(await fourCornered(type, size.width, size.height)),
    ),
  )
  if (!jpeg || !png || !webp) throw new Error('No files.')
  const fourWords = `Comment\0${canary}`
  const otherPicture = await deflated(rows(() => color(1)))
  return {
    'JPEG of a canvas': jpeg,
    'PNG of a canvas': png,
    'WebP of a canvas': webp,
    'JPEG, progressive': realFiles.progressiveJpeg.content,
    'JPEG with EXIF, XMP, ICC, IPTC, a comment, and more': bytes(
      withSegments(
        jpeg,
        exifSegment(exif(1)),
        segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', canary),
        segment(0xe2, 'ICC_PROFILE\0', 1, 1, canary),
        segment(0xed, 'Photoshop 3.0\0', canary),
        segment(0xfe, canary),
      ),
      canary,
    ),
    'PNG, 16 bits': await pngFile(
      format(16, 2),
      rows((corner) => bytes(...[...color(corner)].map(big16of))),
    ),
    'PNG of a palette': await pngFile(
      format(8, 3),
      rows((corner) => bytes(corner)),
      pngChunk('PLTE', ...[0, 1, 2, 3].map(color)),
    ),
    'PNG with EXIF, texts, a time and more': bytes(
      withChunks(
        png,
        pngChunk('eXIf', exif(1)),
        pngChunk('tEXt', fourWords),
        pngChunk('zTXt', 'Comment\0\0', await deflated([bytes(canary)])),
        pngChunk('iTXt', 'XML:com.adobe.xmp\0\0\0\0\0', canary),
        pngChunk('tIME', 7, 230, 1, 1, 1, 1, 1),
        pngChunk('prVt', canary),
      ),
      canary,
    ),
    'PNG that moves': await movingPng(otherPicture),
    GIF: gifFile(size, [gifFrame]),
    'GIF that moves, with a comment': gifFile(size, [gifFrame, otherFrame], {
      before: bytes(gifLoop, gifComment(canary)),
    }),
    'GIF that is a script too': gifFile(size, [gifFrame], {
      before: gifComment(script),
      after: bytes(';', script),
    }),
    'WebP, lossless': realFiles.losslessWebp.content,
    'WebP that moves': realFiles.animatedWebp.content,
    'WebP that ends without its filler': withoutFiller(
      webpFile(
        extended(size, webpFlags.xmp),
        pictureOf(realFiles.lossyWebp.content),
        webpChunk('XMP ', canary),
      ),
    ),
    'WebP with EXIF, XMP and more': bytes(
      webpFile(
        extended(size, webpFlags.exif | webpFlags.xmp),
        pictureOf(realFiles.lossyWebp.content),
        webpChunk('EXIF', exif(1)),
        webpChunk('XMP ', canary),
        webpChunk('prvt', canary),
      ),
      canary,
    ),
  }
}

const big16of = (value: number): Bytes => big16(value * 257)

const withoutFiller = (webp: Bytes): Bytes => bytes('RIFF', little32(webp.length - 9), webp.subarray(8, -1))

async function movingPng(second: Uint8Array): Promise<Bytes> {
  const control = (number: number): Bytes =>
    pngChunk(
      'fcTL',
      big32(number),
      big32(size.width),
      big32(size.height),
      big32(0),
      big32(0),
      big16(1),
      big16(1),
      0,
      0,
    )
  const still = await pngFile(format(8, 2), rows(color), pngChunk('acTL', big32(2), big32(0)), control(0))
  const end = still.length - 12
  return bytes(still.subarray(0, end), control(1), pngChunk('fdAT', big32(2), second), still.subarray(end))
}
