'use client'

import type { CubeError, CubeUser, UserSource } from '@cubekit/core'
import { useUsersSearch } from '@cubekit/react'
import { useMemo, useState } from 'react'

/** Who can be chosen, and how the search for them stands. */
export interface Matches {
  readonly items: readonly CubeUser[]
  readonly isTooShort: boolean
  readonly mayHaveMore: boolean
  /** Asks for more of them, if there are more. */
  readonly more: (() => void) | null
  readonly isSearching: boolean
  readonly isOffline: boolean
  readonly error: CubeError | null
  /** Counts them. */
  readonly failures: number
  readonly retry: () => void
}

interface MatchOptions {
  readonly sources?: readonly UserSource[] | undefined
  readonly excludedIds: ReadonlySet<number>
  readonly enabled: boolean
}

/** As many as the API gives at once. */
const page = 100

/** Finds people for what is typed. */
export function useMatches(text: string, { sources, excludedIds, enabled }: MatchOptions): Matches {
  // The list is windowed: who need not be asked may answer with as many as there are.
  const [asked, setAsked] = useState({ text, pages: 1 })
  const pages = asked.text === text ? asked.pages : 1
  const limit = sources?.every(({ find }) => !find) ? Infinity : page * pages
  const search = useUsersSearch(text, { enabled, limit, ...(sources && { sources }) })
  const { data, isSearching, fetchStatus, refetch } = search
  // Told at the first failure, though it is tried again by itself.
  const error = enabled ? (search.error ?? search.failureReason) : null
  const items = useMemo(() => {
    return excludedIds.size > 0 ? data.items.filter(({ id }) => !excludedIds.has(id)) : data.items
  }, [data, excludedIds])
  return {
    items,
    isTooShort: data.needsMoreCharacters,
    mayHaveMore: data.mayHaveMore || data.hasNextPage === true,
    more: data.hasNextPage && !isSearching ? () => setAsked({ text, pages: pages + 1 }) : null,
    isSearching: enabled && isSearching && fetchStatus !== 'paused',
    isOffline: enabled && (fetchStatus === 'paused' || (error?.code === 'unreachable' && !navigator.onLine)),
    error,
    failures: search.errorUpdateCount + search.failureCount,
    retry: () => void refetch(),
  }
}
