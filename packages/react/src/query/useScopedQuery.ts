'use client'

import type { CubeClient, CubeError, CubeQuery } from '@cubekit/core'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useCubeClient } from '../useCubeClient.ts'
import { useScope } from '../useScope.ts'
import { useCubeQueryClient } from './useCubeQueryClient.ts'

/** What every read hook accepts. */
export interface ReadOptions {
  /** `false` keeps it from asking. */
  enabled?: boolean
  /** Shows the previous answer while the next one is on its way, as long as the user stays the same. */
  keepPrevious?: boolean
}

/** What every read hook gives: TanStack Query's result. */
export type ReadResult<T> = UseQueryResult<T, CubeError>

/** What a hook shows of an answer. */
interface Selection<T> {
  select?: (answer: T) => T
}

/** How many parts of a key say whose it is. */
const scopeParts = 3

/** The only way by which hooks read: never before the session is known, never one user's answer to another. */
export function useScopedQuery<T>(
  makeQuery: (client: CubeClient) => CubeQuery<T>,
  { enabled = true, keepPrevious = false, select }: ReadOptions & Selection<T> = {},
): ReadResult<T> {
  const client = useCubeClient()
  const queryClient = useCubeQueryClient()
  const isKnown = useScope() !== null
  const query = makeQuery(client)
  // While hydrating, the store may know more than the server did: the key must not.
  const queryKey = isKnown
    ? query.queryKey
    : ['cube', client.appId, 'loading', ...query.queryKey.slice(scopeParts)]
  return useQuery<T, CubeError>(
    {
      ...query,
      queryKey,
      enabled: enabled && isKnown,
      ...(select && { select }),
      placeholderData: (previous, previousQuery) =>
        keepPrevious && hasSameScope(previousQuery?.queryKey, queryKey) ? previous : undefined,
    },
    queryClient,
  )
}

function hasSameScope(a: readonly unknown[] | undefined, b: readonly unknown[]): boolean {
  return a !== undefined && a.slice(0, scopeParts).every((part, at) => part === b[at])
}
