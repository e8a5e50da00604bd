'use client'

import {
  type CubeFile,
  deleteFileMutation,
  type FileDeleted,
  type FileRenaming,
  type FilesPage,
  type FileUrl,
  getFileQuery,
  getFilesPagesQuery,
  getFileUrlQuery,
  renameFileMutation,
} from '@cubekit/core'
import { useFilesAfterwards } from './query/useFilesAfterwards.ts'
import { useScopedMutation } from './query/useScopedMutation.ts'
import type { ReadOptions } from './query/useScopedOptions.ts'
import { type PagesResult, useScopedPages } from './query/useScopedPages.ts'
import { type ReadResult, useScopedQuery } from './query/useScopedQuery.ts'
import type { WriteResult } from './query/WriteResult.ts'

/**
 * What is known of a file, by its id (a number) or its uid (a text): TanStack Query's result.
 *
 * @example
 * const { data: file } = useFile(message.attachment.uid)
 */
export function useFile(idOrUid: number | string, options?: ReadOptions): ReadResult<CubeFile> {
  return useScopedQuery((client) => getFileQuery(client, idOrUid), options)
}

/** What {@link useFiles} accepts. */
export interface FilesOptions extends ReadOptions {
  /** The length of a page, 1 to 100; by default 10. */
  per_page?: number | undefined
}

/** The files that were found, as far as they were asked for. */
export interface FilesFound {
  /** In the order of the pages, none twice. */
  readonly items: readonly CubeFile[]
  /** How many there are in all, as the server said last. */
  readonly total_entries: number
}

/**
 * The signed-in user's own files, page by page: TanStack Query's infinite result.
 *
 * @example
 * const { data, fetchNextPage, hasNextPage } = useFiles({ per_page: 50 })
 */
export function useFiles({ per_page, ...options }: FilesOptions = {}): PagesResult<FilesFound> {
  return useScopedPages((client) => getFilesPagesQuery(client, { per_page }), {
    ...options,
    select: joinPages,
  })
}

/**
 * An address of a file's content, without a token: TanStack Query's result. All components share it; it is renewed shortly
 * before it ends, and the old one stays until the new one is there.
 *
 * @param uid `null` asks for nothing.
 * @example
 * const { data } = useFileUrl(message.attachment.uid)
 * return <a href={data?.url}>Open</a>
 */
export function useFileUrl(uid: string | null, options: ReadOptions = {}): ReadResult<FileUrl> {
  const enabled = uid !== null && options.enabled !== false
  return useScopedQuery((client) => getFileUrlQuery(client, uid ?? ''), { ...options, enabled })
}

/**
 * Gives a file another name. Lists of files are asked for anew afterwards.
 *
 * @example
 * const rename = useFileRename()
 * rename.mutate({ id: file.id, name: 'cat on the sofa.jpeg' })
 */
export function useFileRename(): WriteResult<FileRenaming, CubeFile> {
  const askAnew = useFilesAfterwards()
  return useScopedMutation((client) => {
    const { mutationFn, ...options } = renameFileMutation(client)
    return { ...options, mutationFn: (renaming) => mutationFn(renaming).finally(askAnew) }
  })
}

/**
 * Deletes a file, by its id. Lists of files are asked for anew afterwards.
 *
 * @example
 * const deletion = useFileDelete()
 * return <button onClick={() => deletion.mutate(file.id)}>Delete</button>
 */
export function useFileDelete(): WriteResult<number, FileDeleted> {
  const askAnew = useFilesAfterwards()
  return useScopedMutation((client) => {
    const { mutationFn, ...options } = deleteFileMutation(client)
    return { ...options, mutationFn: (id) => mutationFn(id).finally(askAnew) }
  })
}

function joinPages({ pages }: { readonly pages: readonly FilesPage[] }): FilesFound {
  const files = new Map(pages.flatMap(({ items }) => items).map((file) => [file.id, file]))
  return { items: [...files.values()], total_entries: pages.at(-1)?.total_entries ?? 0 }
}
