'use client'

import {
  type AvatarImageOptions,
  type AvatarUploadState,
  cubeMutation,
  type CubeUser,
  encodeAvatar,
  uploadAvatar,
} from '@cubekit/core'
import { useCallback, useEffect, useRef } from 'react'
import { useFilesAfterwards } from './query/useFilesAfterwards.ts'
import type { WriteCallbacks, WriteResult } from './query/WriteResult.ts'
import { useAvatarSweep } from './useAvatarSweep.ts'
import { type AvatarUndo, type AvatarUndoOptions, useAvatarUndo } from './useAvatarUndo.ts'
import { useTrackedMutation } from './useTrackedMutation.ts'

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
 * What it shows is of the uploads of this component: another one, such as the same dialog opened again, shows nothing of
 * an upload that goes on. If it should, call this above what comes and goes.
 *
 * @example
 * const upload = useAvatarUpload()
 * return (
 *   <>
 *     <input
 *       type="file"
 *       accept="image/*"
 *       onChange={({ target }) => {
 *         const [content] = target.files ?? []
 *         target.value = '' // so that the same file can be chosen again after an error
 *         if (content) upload.mutate({ content })
 *       }}
 *     />
 *     {upload.state?.status === 'sending' && <progress value={upload.state.sent} max={upload.state.total} />}
 *     {upload.isPending && <button onClick={upload.cancel}>Cancel</button>}
 *     {upload.isError && <button onClick={() => upload.retry()}>Try again</button>}
 *     {upload.canUndo && <button onClick={() => void upload.undo().catch(() => {})}>Undo</button>}
 *   </>
 * )
 */
export function useAvatarUpload(options: AvatarUndoOptions = {}): AvatarUploadResult {
  useAvatarSweep()
  const askAnew = useFilesAfterwards()
  const newest = useRef<Attempt | null>(null)
  const { keepOld, begin, forget, canUndo, holdUndo, undo: bringBack } = useAvatarUndo(options)

  const { isOthers, isRunning, ...write } = useTrackedMutation<Attempt, CubeUser, AvatarUploadState>(
    (client, track) =>
      cubeMutation(client, 'uploadAvatar', (attempt: Attempt) => {
        newest.current = attempt
        return track(async ({ signal, scope, show, isNewest }) => {
          const encode = async (content: Blob, image: AvatarImageOptions): Promise<Blob> => {
            attempt.encoded ??= (await encodeAvatar(content, { ...image, signal })).blob
            return attempt.encoded
          }
          const onState = (state: AvatarUploadState): void => {
            // From here on, the picture before the last change is nobody's to bring back.
            if (state.status === 'creating') forget()
            show(state)
          }
          // What it takes may have to be loaded first.
          show({ status: 'checking' })
          const { content, ...image } = attempt.choice
          const upload = { ...image, signal, keepOld, encode, onState }
          const { user, uid, previous } = await uploadAvatar(client, content, upload).finally(askAnew)
          if (newest.current === attempt) newest.current = null
          // What was before goes with the next, if that is under way.
          if (keepOld && isNewest()) begin({ uid, previous, scope })
          return user
        })
      }),
  )

  const { mutate: start, mutateAsync: startAsync, reset } = write
  useEffect(() => {
    // What one user chose is nothing for the next.
    if (isOthers) newest.current = null
  }, [isOthers])

  const mutate = useCallback(
    (choice: AvatarChoice, callbacks?: WriteCallbacks<CubeUser>) => start({ choice }, callbacks),
    [start],
  )
  const mutateAsync = useCallback((choice: AvatarChoice) => startAsync({ choice }), [startAsync])
  const retry = useCallback(
    (callbacks?: WriteCallbacks<CubeUser>) => {
      if (newest.current && !isRunning()) start(newest.current, callbacks)
    },
    [start, isRunning],
  )
  const undo = useCallback(async () => {
    const restored = await bringBack()
    reset()
    return restored
  }, [bringBack, reset])

  return { ...write, mutate, mutateAsync, canUndo, holdUndo, undo, retry }
}

/** One picture on its way, however often that is tried. */
interface Attempt {
  readonly choice: AvatarChoice
  encoded?: Blob
}
