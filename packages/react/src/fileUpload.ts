'use client'

import { createAndUploadMutation, type CubeFile, type FileUpload } from '@cubekit/core'
import { useFilesAfterwards } from './query/useFilesAfterwards.ts'
import type { WriteResult } from './query/WriteResult.ts'
import { useTrackedMutation } from './useTrackedMutation.ts'

/** How much of a file's content was sent, in bytes. */
export interface UploadProgress {
  readonly sent: number
  readonly total: number
}

/** A write that tells how far it is, and can be called off. */
export type FileUploadResult = WriteResult<FileUpload, CubeFile> & {
  /** `null` unless something is being sent. */
  progress: UploadProgress | null
  /** Calls off what is being sent: it fails with `aborted`, and what was made of the file is deleted. */
  cancel: () => void
}

/**
 * Sends a file, all or nothing, with progress. It goes on when the component is gone, and another one shows nothing of it;
 * lists of files are asked for anew afterwards.
 *
 * @example
 * const upload = useFileUpload()
 * return (
 *   <>
 *     <input
 *       type="file"
 *       onChange={({ target }) => {
 *         const content = target.files?.[0]
 *         target.value = '' // so that the same file can be chosen again after an error
 *         if (content) upload.mutate({ content })
 *       }}
 *     />
 *     {upload.progress && <progress value={upload.progress.sent} max={upload.progress.total} />}
 *     {upload.isPending && <button onClick={upload.cancel}>Cancel</button>}
 *   </>
 * )
 */
export function useFileUpload(): FileUploadResult {
  const askAnew = useFilesAfterwards()
  const {
    state,
    isOthers: _,
    isRunning: __,
    ...write
  } = useTrackedMutation<FileUpload, CubeFile, UploadProgress>((client, track) => {
    const { mutationFn, ...options } = createAndUploadMutation(client)
    return {
      ...options,
      mutationFn: ({ signal: given, onProgress, ...upload }) =>
        track(async ({ signal, show }) => {
          const abort = new AbortController()
          const onAbort = (): void => abort.abort()
          for (const each of [signal, given]) each?.addEventListener('abort', onAbort)
          if (signal.aborted || given?.aborted) onAbort()
          const tell = (sent: number, total: number): void => {
            show({ sent, total })
            onProgress?.(sent, total)
          }
          try {
            return await mutationFn({ ...upload, signal: abort.signal, onProgress: tell })
          } finally {
            given?.removeEventListener('abort', onAbort)
            askAnew()
          }
        }),
    }
  })
  return { ...write, progress: state }
}
