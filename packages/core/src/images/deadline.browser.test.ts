import { errorOf } from '@cubekit/testing'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { bytesOf } from '../../test/images/bytes.ts'
import { cornersOf, fourColors, fourCornered } from '../../test/images/corners.ts'
import { exif } from '../../test/images/exif.ts'
import { exifSegment, withSegments } from '../../test/images/jpegFile.ts'
import { encodeAvatar, imageRefusal, previewImage } from '../index.ts'

// Row 71: a worker or a canvas that never answers.

const terminate = vi.fn<() => void>()
const asked = vi.fn<() => void>()

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.stubGlobal(
    'Worker',
    class {
      postMessage = asked
      terminate = terminate
    },
  )
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  asked.mockReset()
  terminate.mockReset()
})

const untilAsked = (): Promise<void> => vi.waitFor(() => expect(asked).toHaveBeenCalled())

test('row 71: a worker that never answers is ended after five seconds, and the page draws', async () => {
  const work = encodeAvatar(await fourCornered('image/jpeg', 64, 48))
  await untilAsked()
  await vi.advanceTimersByTimeAsync(4_000)
  expect(terminate).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(terminate).toHaveBeenCalledOnce()
  expect(await cornersOf((await work).blob)).toEqual({ width: 48, height: 48, corners: fourColors })
})

test('row 71: a canvas that never calls back is given up after five more', async () => {
  const harmless = encodeAvatar(await fourCornered('image/jpeg', 64, 64))
  await untilAsked()
  await vi.advanceTimersByTimeAsync(5_000)
  const { blob } = await harmless
  const photo = new Blob([withSegments(await bytesOf(blob), exifSegment(exif(1)))])

  const silent = vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation(() => {})
  onTestFinished(() => silent.mockRestore())
  asked.mockReset()
  let settled = 0
  const works = [encodeAvatar(blob), errorOf(encodeAvatar(photo)), previewImage(photo)] as const
  for (const work of works) void work.finally(() => settled++)
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(3))
  await vi.advanceTimersByTimeAsync(5_000)
  await vi.waitFor(() => expect(silent).toHaveBeenCalledTimes(3))
  await vi.advanceTimersByTimeAsync(4_000)
  expect(settled).toBe(0)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await bytesOf((await works[0]).blob)).toEqual(await bytesOf(blob))
  expect(imageRefusal(await works[1])).toBe('cannot-encode')
  expect(await bytesOf((await works[2]).blob)).toEqual(await bytesOf(photo))
})

test('giving up waits for neither', async () => {
  const photo = await fourCornered('image/jpeg', 64, 48)
  const silent = vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation(() => {})
  onTestFinished(() => silent.mockRestore())
  const giveUp = new AbortController()
  const work = errorOf(encodeAvatar(photo, giveUp))
  await untilAsked()
  await vi.advanceTimersByTimeAsync(5_000)
  await vi.waitFor(() => expect(silent).toHaveBeenCalled())
  giveUp.abort()
  expect((await work).code).toBe('aborted')
})
