'use client'

import type { CubeClient, CubeQuery } from '@cubekit/core'
import { useCubeClient } from '../useCubeClient.ts'
import { useCubeQueryClient } from './useCubeQueryClient.ts'

/** What asks a query anew, once a write has changed its answer. Not waited for. */
export function useAfterwards(makeQuery: (client: CubeClient) => CubeQuery<unknown>): () => void {
  const client = useCubeClient()
  const queryClient = useCubeQueryClient()
  return () => void queryClient.invalidateQueries({ queryKey: makeQuery(client).queryKey, exact: true })
}
