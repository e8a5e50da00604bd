'use client'

import type { CubeError, CubeUser, UserSource } from '@cubekit/core'
import { useUsersSearch } from '@cubekit/react'
import { useMemo } from 'react'

/** Who can be chosen, and how the search for them stands. */
export interface Matches {
  readonly items: readonly CubeUser[]
  readonly isTooShort: boolean
  readonly mayHaveMore: boolean
  readonly isSearching: boolean
  readonly isOffline: boolean
  readonly error: CubeError | null
  readonly retry: () => void
}

interface MatchOptions {
  readonly sources?: readonly UserSource[] | undefined
  readonly exclude?: readonly number[] | undefined
  readonly enabled: boolean
}

/** The list is windowed: a source may answer with as many as it has. */
const limit = Infinity

/** Finds people for what is typed. */
export function useMatches(text: string, { sources, exclude, enabled }: MatchOptions): Matches {
  const search = useUsersSearch(text, { enabled, limit, ...(sources && { sources }) })
  const { data, isSearching, error, fetchStatus, refetch } = search
  const items = useMemo(() => {
    if (!exclude?.length) return data.items
    const excluded = new Set(exclude)
    return data.items.filter(({ id }) => !excluded.has(id))
  }, [data, exclude])
  return {
    items,
    isTooShort: data.needsMoreCharacters,
    mayHaveMore: data.mayHaveMore,
    isSearching: enabled && isSearching && fetchStatus !== 'paused',
    isOffline: enabled && (fetchStatus === 'paused' || (error?.code === 'unreachable' && !navigator.onLine)),
    error: enabled ? error : null,
    retry: () => void refetch(),
  }
}
