import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fuzzRuns, fuzzTimeoutMs } from '../../test/fuzz/fuzzRuns.ts'
import { bytes } from '../../test/images/bytes.ts'
import { exif } from '../../test/images/exif.ts'
import { gifComment, gifFile, gifLoop } from '../../test/images/gifFile.ts'
import { exifSegment, segment, withSegments } from '../../test/images/jpegFile.ts'
import { pngChunk, withChunks } from '../../test/images/pngFile.ts'
import { avif, realFiles } from '../../test/images/realFiles.ts'
import { extended, pictureOf, webpChunk, webpFile } from '../../test/images/webpFile.ts'
import { type ImageInfo, imageRefusal, readImage } from '../index.ts'

const { jpeg, png, lossyWebp } = realFiles
const frame = { width: 4, height: 2, pixels: [0, 0, 1, 1, 2, 2, 3, 3] }

const files = [
  ...Object.values(realFiles).map(({ content }) => content),
  avif,
  withSegments(
    jpeg.content,
    exifSegment(exif(6)),
    segment(0xfe, 'words'),
    segment(0xe2, 'ICC_PROFILE\0', 1, 1),
  ),
  withChunks(png.content, pngChunk('eXIf', exif(8)), pngChunk('tEXt', 'a\0b')),
  gifFile(frame, [frame, frame], { before: bytes(gifLoop, gifComment('words')) }),
  webpFile(extended(lossyWebp, 8), pictureOf(lossyWebp.content), webpChunk('EXIF', exif(5))),
]

/** What accidents and people do to a file. */
const change = fc.oneof(
  // Lengths, sizes and places are most of what a header holds.
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('set'),
      at: fc.nat(600),
      byte: fc.constantFrom(0, 1, 127, 128, 255),
    }),
  },
  fc.record({ kind: fc.constant('set'), at: fc.nat(600), byte: fc.nat(255) }),
  fc.record({ kind: fc.constant('cut'), at: fc.nat(600), byte: fc.nat(255) }),
  fc.record({ kind: fc.constant('drop'), at: fc.nat(600), byte: fc.nat(40) }),
  fc.record({ kind: fc.constant('repeat'), at: fc.nat(600), byte: fc.nat(40) }),
)

const spoiled = fc
  .tuple(fc.constantFrom(...files), fc.array(change, { minLength: 1, maxLength: 4 }))
  .map(([file, changes]) =>
    changes.reduce((content, { kind, at, byte }) => {
      const place = at % Math.max(content.length, 1)
      const [before, after] = [content.subarray(0, place), content.subarray(place)]
      if (kind === 'set') return bytes(before, byte, after.subarray(1))
      if (kind === 'cut') return bytes(before)
      if (kind === 'drop') return bytes(before, after.subarray(byte))
      return bytes(before, after.subarray(0, byte), after)
    }, file),
  )

/** Takes what is an image, refuses what is none, and never anything else. */
async function look(content: Uint8Array<ArrayBuffer>): Promise<ImageInfo | null> {
  try {
    return await readImage(new Blob([content]))
  } catch (error) {
    expect(imageRefusal(error)).not.toBeNull()
    return null
  }
}

test(
  `${fuzzRuns.toLocaleString('en')} spoiled files: each is an image or refused`,
  { timeout: fuzzTimeoutMs },
  async () => {
    let taken = 0
    await fc.assert(
      fc.asyncProperty(spoiled, async (content) => {
        const info = await look(content)
        if (!info) return
        taken++
        expect(info.width * info.height).toBeGreaterThan(0)
        expect(info.width * info.height).toBeLessThanOrEqual(40_000_000)
      }),
      { numRuns: fuzzRuns },
    )
    expect(taken).toBeGreaterThan(fuzzRuns / 20)
  },
)

test('any bytes behind any beginning', { timeout: fuzzTimeoutMs }, async () => {
  const beginnings = files.map((file) => file.subarray(0, 16))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...beginnings),
      fc.uint8Array({ maxLength: 300 }),
      async (beginning, more) => {
        await look(bytes(beginning, more))
      },
    ),
    { numRuns: fuzzRuns },
  )
})

/** Files that are in order, with a part in them that may stand there any number of times. */
const swarms: Readonly<Record<string, (count: number) => Uint8Array<ArrayBuffer>>> = {
  'JPEG of comments': (count) => withSegments(jpeg.content, times(count, segment(0xfe))),
  'JPEG of tables': (count) => withSegments(jpeg.content, times(count, segment(0xdb))),
  'PNG of texts': (count) => withChunks(png.content, times(count, pngChunk('tEXt'))),
  'PNG of pixels': (count) => withChunks(png.content, times(count, pngChunk('IDAT'))),
  'GIF of comments': (count) => gifFile(frame, [frame], { before: times(count, bytes('!\xfe\0')) }),
  'GIF of pauses': (count) => gifFile(frame, [frame], { before: times(count, bytes('!\xf9\0')) }),
  'WebP of private chunks': (count) =>
    webpFile(extended(lossyWebp, 0), pictureOf(lossyWebp.content), times(count, webpChunk('prvt'))),
}

function times(count: number, part: Uint8Array): Uint8Array {
  const all = new Uint8Array(count * part.length)
  for (let at = 0; at < all.length; at += part.length) all.set(part, at)
  return all
}

test.each(Object.entries(swarms))('row 68: a %s that would stall the page is broken', async (_, swarm) => {
  expect(await look(swarm(5_000))).not.toBeNull()
  expect(await look(swarm(150_000))).toBeNull()
})

test('a grainy JPEG has many bytes that look like the beginning of a part, and is fine', async () => {
  const end = jpeg.content.length - 2
  const grain = (count: number): Uint8Array<ArrayBuffer> =>
    bytes(jpeg.content.subarray(0, end), times(count, bytes(0xff, 0)), jpeg.content.subarray(end))
  expect(await look(grain(600_000))).toMatchObject({ width: 32, height: 16, hasMetadata: false })
  expect(await look(grain(2_000_000))).toBeNull()
})
