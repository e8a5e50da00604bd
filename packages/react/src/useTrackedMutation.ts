'use client'

import { type CubeClient, type CubeMutation, isSameScope, type Scope } from '@cubekit/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { idle, useScopedMutation } from './query/useScopedMutation.ts'
import type { WriteResult } from './query/WriteResult.ts'
import { useScope } from './useScope.ts'

/** What a write is given so that it can be followed and cancelled. */
export interface Tracking<State> {
  readonly signal: AbortSignal
  /** For whom it is done. */
  readonly scope: Scope
  /** Says how far it is; heard only of the newest. */
  readonly show: (state: State) => void
  /** Whether none has been begun since. */
  readonly isNewest: () => boolean
}

/** Does a write in a way that can be followed and cancelled. */
export type Track<State> = <T>(work: (tracking: Tracking<State>) => Promise<T>) => Promise<T>

/** A write, how far it is, and how to call it off. */
export type TrackedResult<Variables, T, State> = WriteResult<Variables, T> & {
  /** `null` when nothing is under way. */
  state: State | null
  /** Calls off all that is under way. */
  cancel: () => void
  /** Whether the newest was begun by somebody else: then nothing of it shows. */
  isOthers: boolean
  /** Whether anything is under way at this moment. */
  isRunning: () => boolean
}

/** Writes as `useScopedMutation` does, what takes its time. It goes on when the component is gone. */
export function useTrackedMutation<Variables, T extends object, State>(
  makeMutation: (client: CubeClient, track: Track<State>) => CubeMutation<Variables, T>,
): TrackedResult<Variables, T, State> {
  const scope = useScope()
  const [latest, setLatest] = useState<Latest<State> | null>(null)
  const running = useRef(new Set<AbortController>())

  const write = useScopedMutation<Variables, T>((client) =>
    makeMutation(client, async (work) => {
      const abort = new AbortController()
      running.current.add(abort)
      await client.ready()
      const of = client.scope()
      const isNewest = (): boolean => [...running.current].at(-1) === abort
      const show = (state: State | null): void => {
        if (isNewest()) setLatest({ of, state })
      }
      show(null)
      try {
        return await work({ signal: abort.signal, scope: of, show, isNewest })
      } finally {
        running.current.delete(abort)
      }
    }),
  )

  const { mutate, mutateAsync, reset } = write
  const isOthers = latest !== null && scope !== null && !isSameScope(latest.of, scope)
  useEffect(() => {
    // What one user has begun, and what became of it, is nothing for the next.
    if (isOthers) reset()
  }, [isOthers, reset])
  const cancel = useCallback(() => {
    for (const abort of running.current) abort.abort()
  }, [])
  const isRunning = useCallback(() => running.current.size > 0, [])
  // Until the result is there: it comes a moment after the last state.
  const state = latest && scope && !isOthers && write.isPending ? latest.state : null
  const shown = isOthers ? { ...idle, reset } : write
  return { ...shown, mutate, mutateAsync, state, cancel, isOthers, isRunning }
}

interface Latest<State> {
  readonly of: Scope
  readonly state: State | null
}
