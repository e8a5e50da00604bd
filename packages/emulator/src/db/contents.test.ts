import { expect, it } from 'vitest'
import { createMemoryContents } from './contents.ts'

const bytes = (length: number): Uint8Array<ArrayBuffer> => new Uint8Array(length)

it('keeps what files have, and of the rest the newest that there is room for', async () => {
  const contents = createMemoryContents((hash) => hash.startsWith('used'), 100)
  for (const hash of ['used 1', 'old', 'newer']) void contents.put(hash, bytes(40))
  expect(['used 1', 'old', 'newer'].map((hash) => contents.get(hash) !== undefined)).toEqual([
    true,
    false,
    true,
  ])
  // Even where that is too much: what a file has is never dropped, and what just came is about to be used.
  for (const hash of ['used 2', 'used 3', 'newest']) void contents.put(hash, bytes(90))
  const lengths = ['used 1', 'newer', 'used 2', 'used 3', 'newest'].map(
    async (hash) => (await contents.get(hash))?.length,
  )
  expect(await Promise.all(lengths)).toEqual([40, undefined, 90, 90, 90])
})

it('counts a content that comes twice once', () => {
  const contents = createMemoryContents(() => false, 100)
  void contents.put('first', bytes(40))
  for (let time = 0; time < 10; time++) void contents.put('again', bytes(50))
  expect(contents.get('first')).toBeDefined()
})
