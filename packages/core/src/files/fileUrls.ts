import type { CubeClient } from '../client/CubeClient.ts'
import { scopedMemory } from '../client/scopedMemory.ts'
import { isSameScope, type Scope } from '../session/scope.ts'
import type { FileUrl } from './getFileUrl.ts'

/** The addresses of files that are known to whoever is signed in. Forgotten the moment that changes. */
export interface FileUrls {
  /** Ignored unless `scope`, for whom was asked, is the present one. */
  readonly see: (uid: string, id: number, url: FileUrl, scope: Scope) => void
  readonly find: (uid: string) => SeenFileUrl | null
  /** By the file's id or its uid. */
  readonly forget: (idOrUid: number | string) => void
}

/** An address, and when the answer that held it arrived. */
export interface SeenFileUrl {
  readonly url: FileUrl
  /** Ms since 1970, as `Date.now` tells it. */
  readonly seenAt: number
}

const mostKnown = 2000

/** The addresses that this client knows. */
export const fileUrls: (client: CubeClient) => FileUrls = scopedMemory<FileUrls>((client) => {
  const byUid = new Map<string, SeenFileUrl & { readonly id: number }>()
  return {
    see(uid, id, url, scope) {
      if (!isSameScope(scope, client.scope())) return
      byUid.delete(uid)
      byUid.set(uid, { url, id, seenAt: Date.now() })
      const [first] = byUid.keys()
      if (byUid.size > mostKnown && first !== undefined) byUid.delete(first)
    },
    find: (uid) => byUid.get(uid) ?? null,
    forget(idOrUid) {
      for (const [uid, { id }] of byUid) if (id === idOrUid || uid === idOrUid) byUid.delete(uid)
    },
  }
})
