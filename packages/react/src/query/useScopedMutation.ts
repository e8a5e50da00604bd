'use client'

import { type CubeClient, type CubeError, type CubeMutation, isSameScope, type Scope } from '@cubekit/core'
import { useMutation } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { useCubeClient } from '../useCubeClient.ts'
import { useScope } from '../useScope.ts'
import { Sealed } from './Sealed.ts'
import { useCubeQueryClient } from './useCubeQueryClient.ts'
import type { WriteCallbacks, WriteResult } from './WriteResult.ts'

/** For each answer, who was signed in when it arrived. */
const arrivedIn = new WeakMap<object, Scope>()

/**
 * The only way by which hooks write. It keeps no variables, since they may be credentials, and shows an answer
 * only as long as the same user is signed in.
 */
export function useScopedMutation<Variables, T extends object>(
  makeMutation: (client: CubeClient) => CubeMutation<Variables, T>,
): WriteResult<Variables, T> {
  const client = useCubeClient()
  const queryClient = useCubeQueryClient()
  const scope = useScope()
  const { mutationFn, ...options } = makeMutation(client)
  const { variables: _, ...result } = useMutation<T, CubeError, Sealed<Variables>>(
    {
      ...options,
      gcTime: 0,
      retry: false,
      // Whatever the host's default is: a wrong password must not take the form off the page.
      throwOnError: false,
      mutationFn: async (sealed) => {
        const data = await mutationFn(sealed.open())
        arrivedIn.set(data, client.scope())
        return data
      },
    },
    queryClient,
  )

  const { data, reset, mutateAsync: start } = result
  const from = data && arrivedIn.get(data)
  const isOld = Boolean(from && scope && !isSameScope(from, scope))
  useEffect(() => {
    if (isOld) reset()
  }, [isOld, reset])

  const mutateAsync = useCallback((variables: Variables) => start(new Sealed(variables)), [start])
  const mutate = useCallback(
    (variables: Variables, callbacks: WriteCallbacks<T> = {}) => {
      // Not TanStack's own callbacks: a form that disappears because the sign-in worked would get none.
      void mutateAsync(variables)
        .then(callbacks.onSuccess, callbacks.onError ?? (() => {}))
        .finally(callbacks.onSettled)
    },
    [mutateAsync],
  )
  return { ...(isOld ? { ...idle, reset } : result), mutate, mutateAsync }
}

/** The result of a write that was not begun. */
export const idle = {
  status: 'idle',
  data: undefined,
  error: null,
  isIdle: true,
  isPending: false,
  isSuccess: false,
  isError: false,
  isPaused: false,
  failureCount: 0,
  failureReason: null,
  submittedAt: 0,
  context: undefined,
} as const
