'use client'

import { type CubeClient, getUserQuery, knownUsers } from '@cubekit/core'
import { notifyManager, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useCubeClient } from '../useCubeClient.ts'
import { useCubeQueryClient } from './useCubeQueryClient.ts'

const followed = new WeakMap<QueryClient, WeakSet<CubeClient>>()

/**
 * Puts users that any answer holds in the place of what `useUser` has read of them. Once per client and cache, for as
 * long as the two live.
 */
export function useSeenUsers(): void {
  const client = useCubeClient()
  const queryClient = useCubeQueryClient()
  useEffect(() => {
    const clients = followed.get(queryClient) ?? new WeakSet()
    followed.set(queryClient, clients)
    if (clients.has(client)) return
    clients.add(client)
    knownUsers(client).subscribe((users) =>
      notifyManager.batch(() => {
        for (const user of users) {
          const { queryKey } = getUserQuery(client, user.id)
          if (queryClient.getQueryState(queryKey)) queryClient.setQueryData(queryKey, user)
        }
      }),
    )
  }, [client, queryClient])
}
