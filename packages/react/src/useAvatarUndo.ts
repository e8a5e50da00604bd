'use client'

import type { CubeUser } from '@cubekit/core'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { type AvatarUndoable, avatarUndoStore } from './avatarUndoStore.ts'
import { useCubeClient } from './useCubeClient.ts'
import { useIsMounted } from './useIsMounted.ts'
import { useFilesAfterwards } from './query/useFilesAfterwards.ts'
import { useSweep } from './useSweep.ts'

/** What the hooks that change the avatar accept. */
export interface AvatarUndoOptions {
  /** For how long a change can be undone, in ms, at most ten minutes; by default 10,000. `0` for not at all. */
  undoMs?: number | undefined
}

/** No picture is kept for longer, see `sweepAvatars`. */
const longestMs = 10 * 60_000

/** How a change of the avatar is undone. */
export interface AvatarUndo {
  /** Whether the picture before can be brought back. */
  canUndo: boolean
  /** Brings it back. Rejects with a `CubeError`; it can be tried again then, unless the picture is gone (`not-found`). */
  undo: () => Promise<CubeUser>
  /** Lets the time stand still, as long as a pointer or the focus is on the button; some seconds are left afterwards. */
  holdUndo: (isHeld: boolean) => void
}

/** What the hooks need beside. */
export interface AvatarUndoControl extends AvatarUndo {
  /** Whether changes are to be made so that they can be undone. */
  readonly keepOld: boolean
  /** Starts the time, or deletes the picture before when there is nobody to undo it. */
  readonly begin: (change: Pick<AvatarUndoable, 'uid' | 'previous' | 'scope'>) => void
  /** Another change has begun. */
  readonly forget: () => void
}

/** The time in which this component offers to undo a change of the avatar. */
export function useAvatarUndo({ undoMs: askedMs = 10_000 }: AvatarUndoOptions): AvatarUndoControl {
  const client = useCubeClient()
  const store = avatarUndoStore(client)
  const sweep = useSweep()
  const askAnew = useFilesAfterwards()
  const isMounted = useIsMounted()
  const [owner] = useState(() => ({}))
  const canUndo = useSyncExternalStore(
    store.subscribe,
    () => store.canUndo(owner),
    () => false,
  )
  const undoMs = Math.min(askedMs, longestMs)
  const keepOld = undoMs > 0

  const begin = useCallback(
    (change: Pick<AvatarUndoable, 'uid' | 'previous' | 'scope'>): void => {
      if (isMounted.current) store.begin({ ...change, owner, undoMs, sweep })
      else sweep()
    },
    [isMounted, owner, store, sweep, undoMs],
  )
  const undo = useCallback(() => store.undo(owner).finally(askAnew), [askAnew, owner, store])
  const holdUndo = useCallback((isHeld: boolean) => store.hold(owner, isHeld), [owner, store])
  useEffect(() => () => store.leave(owner), [owner, store])

  return { canUndo, undo, holdUndo, keepOld, begin, forget: store.forget }
}
