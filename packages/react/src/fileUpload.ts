'use client'

import { createAndUploadMutation, type CubeFile, type FileUpload, isSameScope, type Scope } from '@cubekit/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useFilesAfterwards } from './query/useFilesAfterwards.ts'
import { useScopedMutation } from './query/useScopedMutation.ts'
import type { WriteResult } from './query/WriteResult.ts'
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
  const newest = useRef<AbortController | null>(null)
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
        newest.current = abort
        const mine = client.scope()
        const tell = (sent: number, total: number): void => {
          onProgress?.(sent, total)
          if (isMounted.current && newest.current === abort) setLatest({ of: abort, scope: mine, sent, total })
        }
        try {
          return await mutationFn({ ...upload, signal: abort.signal, onProgress: tell })
        } finally {
          signal?.removeEventListener('abort', onAbort)
          running.current.delete(abort)
          if (isMounted.current) setLatest((shown) => (shown?.of === abort ? null : shown))
          askAnew()
        }
      },
    }
  })

  const { reset } = write
  const user = scope?.user
  // What became of one user's upload is nothing for the next.
  useEffect(() => reset, [user, reset])
  const cancel = useCallback(() => {
    for (const abort of running.current) abort.abort()
  }, [])
  const isOurs = latest && scope && isSameScope(latest.scope, scope)
  const progress = isOurs ? { sent: latest.sent, total: latest.total } : null
  return { ...write, progress, cancel }
}

interface Latest extends UploadProgress {
  readonly of: AbortController
  readonly scope: Scope
}

function useIsMounted(): { readonly current: boolean } {
  const isMounted = useRef(false)
  useEffect(() => {
    isMounted.current = true
    return () => {
      isMounted.current = false
    }
  }, [])
  return isMounted
}
