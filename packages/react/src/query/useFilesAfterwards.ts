'use client'

import { scopeKey } from '@cubekit/core'
import { useCallback } from 'react'
import { useCubeClient } from '../useCubeClient.ts'
import { useCubeQueryClient } from './useCubeQueryClient.ts'

/**
 * What asks anew for files and lists of them, once a write has changed them. Not waited for. Addresses of their content
 * stay as they are.
 */
export function useFilesAfterwards(): () => void {
  const client = useCubeClient()
  const queryClient = useCubeQueryClient()
  return useCallback(
    () =>
      void queryClient.invalidateQueries({
        queryKey: [...scopeKey(client.scope()), 'files'],
        predicate: ({ queryKey }) => queryKey.at(-1) !== 'url',
      }),
    [client, queryClient],
  )
}
