'use client'

import type { CubeClient } from '@cubekit/core'
import { QueryClient, QueryClientContext } from '@tanstack/react-query'
import { useContext, useEffect } from 'react'
import { useCubeClient } from '../useCubeClient.ts'
import { keepUsersApart } from './keepUsersApart.ts'

const ownClients = new WeakMap<CubeClient, QueryClient>()

/** The host's `QueryClient`, or one of the client's own when the host has no `QueryClientProvider`. */
export function useCubeQueryClient(): QueryClient {
  const client = useCubeClient()
  const host = useContext(QueryClientContext)
  const queryClient = host ?? ownClient(client)
  useEffect(() => keepUsersApart(client, queryClient), [client, queryClient])
  useEffect(() => {
    if (host) return undefined
    queryClient.mount()
    return () => queryClient.unmount()
  }, [host, queryClient])
  return queryClient
}

function ownClient(client: CubeClient): QueryClient {
  const known = ownClients.get(client)
  if (known) return known
  const made = new QueryClient()
  ownClients.set(client, made)
  return made
}
