'use client'

import {
  CubeError,
  type CubeUser,
  isCubeError,
  isSameScope,
  restoreAvatar,
  type Scope,
  sweepAvatars,
} from '@cubekit/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useCubeClient } from './useCubeClient.ts'
import { useIsMounted } from './useIsMounted.ts'
import { useScope } from './useScope.ts'

/** What the hooks that change the avatar accept. */
export interface AvatarUndoOptions {
  /** For how long the change can be undone, in ms; by default 10,000. `0` for not at all. */
  undoMs?: number | undefined
}

/** How a change of the avatar is undone. */
export interface AvatarUndo {
  /** Whether the picture before can be brought back. */
  canUndo: boolean
  /** Brings it back. Rejects with a `CubeError`; it can then be tried again, unless the picture is gone. */
  undo: () => Promise<CubeUser>
  /** Lets the time stand still, as long as a pointer or the focus is on the button, and some seconds longer. */
  holdUndo: (isHeld: boolean) => void
}

/** What the hooks need beside. */
export interface AvatarUndoControl extends AvatarUndo {
  /** Starts the time; deletes the picture before when it is over, or at once when there is nobody to undo it. */
  readonly begin: (previous: string | null, scope: Scope) => void
  /** Another change has begun: what was before this one goes with it. */
  readonly forget: () => void
}

/** After having been held, it can be undone for so long, in ms, at least. */
const leastMs = 3000

/** The time in which a change of the avatar can be undone. */
export function useAvatarUndo({ undoMs = 10_000 }: AvatarUndoOptions): AvatarUndoControl {
  const client = useCubeClient()
  const scope = useScope()
  const isMounted = useIsMounted()
  const [shown, show] = useState<Undoable | null>(null)
  const current = useRef<Undoable | null>(null)
  const timer = useRef<{ readonly id: ReturnType<typeof setTimeout>; readonly end: number } | null>(null)
  const leftMs = useRef(0)

  const stop = useCallback((): void => {
    if (timer.current) clearTimeout(timer.current.id)
    timer.current = null
  }, [])
  const set = useCallback(
    (undoable: Undoable | null): void => {
      current.current = undoable
      if (isMounted.current) show(undoable)
    },
    [isMounted],
  )
  const finish = useCallback(
    (undoable: Undoable): void => {
      stop()
      if (current.current === undoable) set(null)
      if (isSameScope(undoable.scope, client.scope())) sweepAvatars(client).catch(() => {})
    },
    [client, set, stop],
  )
  const start = useCallback(
    (undoable: Undoable, ms: number): void => {
      stop()
      timer.current = { id: setTimeout(() => finish(undoable), ms), end: Date.now() + ms }
    },
    [finish, stop],
  )

  const begin = useCallback(
    (previous: string | null, of: Scope): void => {
      const undoable = { previous, scope: of }
      if (undoMs <= 0 || !isMounted.current) return finish(undoable)
      set(undoable)
      start(undoable, undoMs)
    },
    [finish, isMounted, set, start, undoMs],
  )
  const forget = useCallback((): void => {
    stop()
    set(null)
  }, [set, stop])

  const holdUndo = useCallback(
    (isHeld: boolean): void => {
      const undoable = current.current
      if (!undoable) return
      if (isHeld && timer.current) {
        leftMs.current = timer.current.end - Date.now()
        stop()
      } else if (!isHeld && !timer.current) start(undoable, Math.max(leastMs, leftMs.current))
    },
    [start, stop],
  )

  const undo = useCallback(async (): Promise<CubeUser> => {
    const undoable = current.current
    if (!undoable || !isSameScope(undoable.scope, client.scope())) throw new CubeError('not-found')
    forget()
    try {
      return await restoreAvatar(client, undoable.previous)
    } catch (error) {
      if (!isCubeError(error, 'not-found')) begin(undoable.previous, undoable.scope)
      throw error
    }
  }, [begin, client, forget])

  useEffect(
    () => () => {
      // Nobody is there to undo it.
      if (current.current) finish(current.current)
    },
    [finish],
  )

  const canUndo = shown !== null && scope !== null && isSameScope(shown.scope, scope)
  return { canUndo, undo, holdUndo, begin, forget }
}

interface Undoable {
  readonly previous: string | null
  readonly scope: Scope
}
