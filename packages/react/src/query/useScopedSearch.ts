'use client'

import type { CubeClient, CubeError, CubeQuery, FoundUsers } from '@cubekit/core'
import { useQuery } from '@tanstack/react-query'
import { type ReadOptions, useScopedOptions } from './useScopedOptions.ts'
import type { ReadResult } from './useScopedQuery.ts'

/** Up to the sources' names: what other texts, or fewer users, were asked for may still be of use. */
const keptParts = 6

/**
 * The only way by which hooks search: keeps whom the same text has found while more of them are asked for, and of an
 * answer to another text whom `keep` leaves.
 */
export function useScopedSearch(
  makeQuery: (client: CubeClient) => CubeQuery<FoundUsers>,
  keep: (earlier: FoundUsers) => FoundUsers,
  options: ReadOptions,
): ReadResult<FoundUsers> {
  const { query, queryClient } = useScopedOptions(makeQuery, { ...options, keepPrevious: true }, keptParts)
  const { queryKey, placeholderData } = query
  return useQuery<FoundUsers, CubeError>(
    {
      ...query,
      placeholderData: (previous, previousQuery) => {
        const earlier = placeholderData(previous, previousQuery)
        const isOfThisText = previousQuery?.queryKey.at(-1) === queryKey.at(-1)
        return earlier && !isOfThisText ? keep(earlier) : earlier
      },
    },
    queryClient,
  )
}
