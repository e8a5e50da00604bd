'use client'

import {
  createAndUploadMutation,
  type CubeFile,
  type FileUpload,
  isSameScope,
  type Scope,
} from '@cubekit/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useFilesAfterwards } from './query/useFilesAfterwards.ts'
import { idle, useScopedMutation } from './query/useScopedMutation.ts'
import type { WriteResult } from './query/WriteResult.ts'
import { useIsMounted } from './useIsMounted.ts'
import { useScope } from './useScope.ts'

/** How much of a file's content was sent, in bytes. */
export interface UploadProgress {
  readonly sent: number
  readonly total: number
}

/** A write that tells how far it is, and can be called off. */
export type FileUploadResult = WriteResult<FileUpload, CubeFile> & {
  /** `null` unless something is being sent. */
  progress: UploadProgress | null
  /** Calls off what is being sent: it fails with `aborted`, and nothing of the file is left. */
  cancel: () => void
}

/**
 * Sends a file, all or nothing, with progress. It goes on when the component is gone; lists of files are asked for anew
 * afterwards.
 *
 * @example
 * const upload = useFileUpload()
 * return (
 *   <>
 *     <input type="file" onChange={({ target }) => upload.mutate({ content: target.files[0] })} />
 *     {upload.progress && <progress value={upload.progress.sent} max={upload.progress.total} />}
 *     {upload.isPending && <button onClick={upload.cancel}>Cancel</button>}
 *   </>
 * )
 */
export function useFileUpload(): FileUploadResult {
  const scope = useScope()
  const askAnew = useFilesAfterwards()
  const [latest, setLatest] = useState<Latest | null>(null)
  const running = useRef(new Set<AbortController>())
  const isMounted = useIsMounted()

  const write = useScopedMutation<FileUpload, CubeFile>((client) => {
    const { mutationFn, ...options } = createAndUploadMutation(client)
    return {
      ...options,
      mutationFn: async ({ signal, onProgress, ...upload }) => {
        const abort = new AbortController()
        const onAbort = (): void => abort.abort()
        if (signal?.aborted) onAbort()
        signal?.addEventListener('abort', onAbort)
        running.current.add(abort)
        const isLatest = (): boolean => isMounted.current && [...running.current].at(-1) === abort
        await client.ready()
        const mine = client.scope()
        const show = (progress: UploadProgress | null): void => {
          if (isLatest()) setLatest({ scope: mine, progress })
        }
        show(null)
        try {
          return await mutationFn({
            ...upload,
            signal: abort.signal,
            onProgress: (sent, total) => {
              onProgress?.(sent, total)
              show({ sent, total })
            },
          })
        } finally {
          show(null)
          signal?.removeEventListener('abort', onAbort)
          running.current.delete(abort)
          askAnew()
        }
      },
    }
  })

  const { reset } = write
  // What becomes of one user's upload is nothing for the next.
  const isOld = Boolean(latest && scope && latest.scope.user !== scope.user)
  useEffect(() => {
    if (isOld) reset()
  }, [isOld, reset])
  const cancel = useCallback(() => {
    for (const abort of running.current) abort.abort()
  }, [])
  const progress = latest && scope && isSameScope(latest.scope, scope) ? latest.progress : null
  const { mutate, mutateAsync } = write
  return { ...(isOld ? { ...idle, reset } : write), mutate, mutateAsync, progress, cancel }
}

interface Latest {
  readonly scope: Scope
  readonly progress: UploadProgress | null
}
