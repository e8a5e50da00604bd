'use client'

import {
  type AvatarImageOptions,
  type AvatarUploadState,
  cubeMutation,
  type CubeUser,
  encodeAvatar,
  isSameScope,
  type Scope,
  uploadAvatar,
} from '@cubekit/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { idle, useScopedMutation } from './query/useScopedMutation.ts'
import type { WriteCallbacks, WriteResult } from './query/WriteResult.ts'
import { useAvatarSweep } from './useAvatarSweep.ts'
import { type AvatarUndo, type AvatarUndoOptions, useAvatarUndo } from './useAvatarUndo.ts'
import { useIsMounted } from './useIsMounted.ts'
import { useScope } from './useScope.ts'

/** A picture that somebody chose, and what to show of it. */
export interface AvatarChoice extends AvatarImageOptions {
  /** A JPEG, PNG, WebP or GIF of at most 10 MB and 40 megapixels. */
  readonly content: Blob
}

/** A write that tells how far it is, and can be cancelled, tried again and undone. */
export type AvatarUploadResult = WriteResult<AvatarChoice, CubeUser> &
  AvatarUndo & {
    /** How far it is; `null` when nothing is under way. */
    state: AvatarUploadState | null
    /** Cancels what is under way: it fails with `aborted`, and the profile is as it was before. */
    cancel: () => void
    /** Tries again what failed, with the picture as it was drawn. */
    retry: (callbacks?: WriteCallbacks<CubeUser>) => void
  }

/**
 * Makes a picture the avatar of whoever is signed in, whole or not at all. It shows everywhere at once, goes on when the
 * component is gone, and can be undone for a while. What it needs is loaded when a picture is chosen.
 *
 * @example
 * const upload = useAvatarUpload()
 * return (
 *   <>
 *     <input type="file" accept="image/*" onChange={({ target }) => upload.mutate({ content: target.files[0] })} />
 *     {upload.state?.status === 'sending' && <progress value={upload.state.sent} max={upload.state.total} />}
 *     {upload.isPending && <button onClick={upload.cancel}>Cancel</button>}
 *     {upload.isError && <button onClick={() => upload.retry()}>Try again</button>}
 *     {upload.canUndo && <button onClick={() => upload.undo()}>Undo</button>}
 *   </>
 * )
 */
export function useAvatarUpload(options: AvatarUndoOptions = {}): AvatarUploadResult {
  useAvatarSweep()
  const scope = useScope()
  const isMounted = useIsMounted()
  const [latest, setLatest] = useState<Latest | null>(null)
  const [owner, setOwner] = useState<Scope | null>(null)
  const running = useRef(new Set<AbortController>())
  const newest = useRef<Attempt | null>(null)
  const { keepOld, begin, forget, canUndo, holdUndo, undo: bringBack } = useAvatarUndo(options)

  const write = useScopedMutation<Attempt, CubeUser>((client) =>
    cubeMutation(client, 'uploadAvatar', async (attempt: Attempt) => {
      const abort = new AbortController()
      const { signal } = abort
      running.current.add(abort)
      newest.current = attempt
      forget()
      await client.ready()
      const of = client.scope()
      const isNewest = (): boolean => [...running.current].at(-1) === abort
      const show = (state: AvatarUploadState | null): void => {
        if (isMounted.current && isNewest()) setLatest(state && { state, of })
      }
      if (isMounted.current) setOwner(of)
      const encode = async (content: Blob, image: AvatarImageOptions): Promise<Blob> => {
        attempt.encoded ??= (await encodeAvatar(content, { ...image, signal })).blob
        return attempt.encoded
      }
      try {
        const { content, ...image } = attempt.choice
        const upload = { ...image, signal, keepOld, encode, onState: show }
        const { user, previous } = await uploadAvatar(client, content, upload)
        if (newest.current === attempt) newest.current = null
        // What was before goes with the next, if that is under way.
        if (keepOld && isNewest()) begin(previous, of)
        return user
      } finally {
        show(null)
        running.current.delete(abort)
      }
    }),
  )

  const { mutate: start, mutateAsync: startAsync, reset } = write
  const isOthers = owner !== null && scope !== null && !isSameScope(owner, scope)
  useEffect(() => {
    if (!isOthers) return
    // What one user chose, and what became of it, is nothing for the next.
    newest.current = null
    reset()
  }, [isOthers, reset])

  const mutate = useCallback(
    (choice: AvatarChoice, callbacks?: WriteCallbacks<CubeUser>) => start({ choice }, callbacks),
    [start],
  )
  const mutateAsync = useCallback((choice: AvatarChoice) => startAsync({ choice }), [startAsync])
  const cancel = useCallback(() => {
    for (const abort of running.current) abort.abort()
  }, [])
  const retry = useCallback(
    (callbacks?: WriteCallbacks<CubeUser>) => {
      if (newest.current && running.current.size === 0) start(newest.current, callbacks)
    },
    [start],
  )
  const undo = useCallback(async () => {
    const restored = await bringBack()
    reset()
    return restored
  }, [bringBack, reset])

  const isOurs = latest && scope && isSameScope(latest.of, scope)
  return {
    ...(isOthers ? { ...idle, reset } : write),
    mutate,
    mutateAsync,
    canUndo,
    holdUndo,
    undo,
    cancel,
    retry,
    state: isOurs ? latest.state : null,
  }
}

/** One picture on its way, however often that is tried. */
interface Attempt {
  readonly choice: AvatarChoice
  encoded?: Blob
}

interface Latest {
  readonly state: AvatarUploadState
  readonly of: Scope
}
