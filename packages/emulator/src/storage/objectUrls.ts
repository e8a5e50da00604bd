import type { EmulatorBlob } from '../db/blob.ts'
import type { ContentStore } from '../db/contents.ts'

/** Gives files addresses that images of this page can show. */
export interface ObjectUrls {
  /** The same for as long as the file has the same content; `null` while it has none. */
  urlOf(blob: EmulatorBlob): Promise<string | null>
}

/** They last as long as the page: nobody knows when the last image that shows one is gone. */
export function createObjectUrls(contents: ContentStore): ObjectUrls {
  const urls = new Map<string, string>()
  return {
    async urlOf({ object, contentType }) {
      const content = object === null ? undefined : await contents.get(object.hash)
      if (object === null || content === undefined) return null
      const key = `${object.hash} ${contentType}`
      const url = urls.get(key) ?? URL.createObjectURL(new Blob([content], { type: contentType }))
      urls.set(key, url)
      return url
    },
  }
}
