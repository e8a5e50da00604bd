import { errorOf } from '@cubekit/testing'
import { expect, onTestFinished, test, vi } from 'vitest'
import { bytesOf } from '../../test/images/bytes.ts'
import { type Corners, cornersOf, fourColors, fourCornered } from '../../test/images/corners.ts'
import { exif } from '../../test/images/exif.ts'
import { exifSegment, withSegments } from '../../test/images/jpegFile.ts'
import { blackPng } from '../../test/images/pngFile.ts'
import { realFiles } from '../../test/images/realFiles.ts'
import { encodeAvatar, imageRefusal, previewImage } from '../index.ts'

test('a large photo becomes small enough to move about', async () => {
  const photo = await fourCornered('image/jpeg', 4_096, 3_072)
  const { blob, ...preview } = await previewImage(photo)
  expect(preview).toEqual({ width: 2_048, height: 1_536, scale: 0.5 })
  expect(blob.type).toBe('image/jpeg')
  expect(await cornersOf(blob)).toEqual({ width: 2_048, height: 1_536, corners: fourColors })
})

test('a small one stays as large as it is', async () => {
  const { blob, ...preview } = await previewImage(await fourCornered('image/png', 30, 20))
  expect(preview).toEqual({ width: 30, height: 20, scale: 1 })
  expect(await cornersOf(blob)).toEqual({ width: 30, height: 20, corners: fourColors })
})

test('row 69: it is upright, and areas of it are areas of the photo', async () => {
  const stored = await bytesOf(await fourCornered('image/jpeg', 4_096, 2_048))
  const photo = new Blob([withSegments(stored, exifSegment(exif(6)))])
  const { blob, width, height, scale } = await previewImage(photo)
  expect({ width, height, scale }).toEqual({ width: 1_024, height: 2_048, scale: 0.5 })
  const shown: Corners = ['blue', 'red', 'yellow', 'green']
  expect(await cornersOf(blob)).toEqual({ width, height, corners: shown })
  const corner = { x: 512 / scale, y: 0, width: 512 / scale, height: 512 / scale }
  const avatar = await encodeAvatar(photo, { area: corner })
  expect((await cornersOf(avatar.blob)).corners).toEqual(['red', 'red', 'red', 'red'])
})

test('what shows through stays so, and what moves stands still', async () => {
  const corners: Corners = ['red', '-', '-', 'yellow']
  const { blob } = await previewImage(await fourCornered('image/png', 64, 64, corners))
  expect(await cornersOf(blob)).toEqual({ width: 64, height: 64, corners })
  const still = await previewImage(new Blob([realFiles.animatedWebp.content]))
  expect(still.blob.type).toBe('image/jpeg')
  expect((await cornersOf(still.blob)).corners).toEqual(fourColors)
})

test('rows 67, 68 and 70: what cannot be an avatar gets no preview', async () => {
  const decode = vi.spyOn(globalThis, 'createImageBitmap')
  const worker = vi.spyOn(globalThis, 'Worker')
  onTestFinished(() => {
    decode.mockRestore()
    worker.mockRestore()
  })
  const refusalOf = async (content: BlobPart): Promise<unknown> =>
    imageRefusal(await errorOf(previewImage(new Blob([content]))))
  expect(await refusalOf('Hello')).toBe('not-an-image')
  expect(await refusalOf(await blackPng(20_000, 20_000))).toBe('too-many-pixels')
  expect(await refusalOf('\0\0\0\x18ftypheic\0\0\0\0mif1heic')).toBe('heic')
  expect(await refusalOf(realFiles.png.content.slice(0, 60))).toBe('broken')
  expect(decode).not.toHaveBeenCalled()
  expect(worker).not.toHaveBeenCalled()
})

test('it can be given up', async () => {
  const error = await errorOf(
    previewImage(await fourCornered('image/png', 30, 20), { signal: AbortSignal.abort() }),
  )
  expect(error.code).toBe('aborted')
})
