'use client'

import type { CubeClient } from '@cubekit/core'
import { hashKey, type QueryClient } from '@tanstack/react-query'
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

/** A read, whatever its shape. */
interface Keyed {
  readonly queryKey: readonly unknown[]
}

/** What {@link useScopedOptions} adds to a read. */
interface Scoped extends Keyed {
  readonly enabled: boolean
  readonly placeholderData: <T>(previous: T | undefined, query: Keyed | undefined) => T | undefined
}

/** How many parts of a key say whose it is. */
const scopeParts = 3

/**
 * What all read hooks have in common: never before the session is known, never one user's answer to another.
 *
 * @param keptParts How many parts of the key have to stay the same for the previous answer to be kept.
 */
export function useScopedOptions<Query extends Keyed>(
  makeQuery: (client: CubeClient) => Query,
  { enabled = true, keepPrevious = false }: ReadOptions = {},
  keptParts: number = scopeParts,
): { readonly query: Query & Scoped; readonly queryClient: QueryClient } {
  const client = useCubeClient()
  const queryClient = useCubeQueryClient()
  const isKnown = useScope() !== null
  const query = makeQuery(client)
  // While hydrating, the store may know more than the server did: neither the key nor the first answer must.
  const queryKey = isKnown
    ? query.queryKey
    : ['cube', client.appId, 'loading', ...query.queryKey.slice(scopeParts)]
  return {
    queryClient,
    query: {
      ...query,
      queryKey,
      ...(!isKnown && { initialData: undefined }),
      enabled: enabled && isKnown,
      placeholderData: (previous, previousQuery) =>
        keepPrevious && beginsAs(previousQuery, queryKey.slice(0, keptParts)) ? previous : undefined,
    },
  }
}

function beginsAs(query: Keyed | undefined, parts: readonly unknown[]): boolean {
  return query !== undefined && hashKey(query.queryKey.slice(0, parts.length)) === hashKey(parts)
}
