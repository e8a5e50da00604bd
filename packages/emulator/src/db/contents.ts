import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { EmulatorBlob } from './blob.ts'

/** A file's content. */
export type Content = Uint8Array<ArrayBuffer>

/** Where the contents of files are, each under its hash. */
export interface ContentStore {
  put(hash: string, content: Content): void | Promise<void>
  get(hash: string): Content | undefined | Promise<Content | undefined>
}

/** What a content is kept under. */
export function hashContent(content: Content): string {
  return bytesToHex(sha256(content))
}

const ROOM_BYTES = 256 * 1024 * 1024

/**
 * Keeps contents in memory. Those that no file has any more stay too, because a snapshot may bring their
 * file back; the oldest of them go when there are more than `room` bytes in all.
 */
export function createMemoryContents(
  isUsed: (hash: string) => boolean,
  room: number = ROOM_BYTES,
): ContentStore {
  const contents = new Map<string, Content>()
  let size = 0
  return {
    put(hash, content) {
      if (contents.has(hash)) return
      contents.set(hash, content)
      size += content.length
      if (size <= room) return
      for (const [other, { length }] of contents) {
        if (size <= room) return
        if (other === hash || isUsed(other)) continue
        contents.delete(other)
        size -= length
      }
    },
    get: (hash) => contents.get(hash),
  }
}

/** Has the contents that are there from the start as well, without keeping them a second time. */
export function withSeeded(
  files: readonly { readonly blob: EmulatorBlob; readonly content: Content }[],
  store: ContentStore,
): ContentStore {
  const seeded = new Map(files.map(({ blob, content }) => [blob.object?.hash, content]))
  return { put: store.put, get: (hash) => seeded.get(hash) ?? store.get(hash) }
}
