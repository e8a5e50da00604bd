'use client'

import {
  type CubeError,
  type CubeUser,
  defaultSources,
  type FoundUsers,
  mergeFound,
  rankUsers,
  searchUsersQuery,
  type UserSource,
} from '@cubekit/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { type ReadResult, useScopedQuery } from './query/useScopedQuery.ts'
import { useCubeClient } from './useCubeClient.ts'
import { useOwnVersions } from './useOwnVersion.ts'
import { useScope } from './useScope.ts'

/** What {@link useUsersSearch} accepts. */
export interface UsersSearchOptions {
  /**
   * Where to look, the more important first; by default among the users seen so far and on the server, and for an empty
   * text among those chosen lately and those online. Make the array outside of the component.
   */
  sources?: readonly UserSource[] | undefined
  /** How many users at most, by default 20. */
  limit?: number | undefined
  /** How long typing has to pause before somebody is asked, in ms; by default 150, and 0 asks at each key. */
  debounceMs?: number | undefined
  /** `false` keeps it from looking and asking: nobody is found. */
  enabled?: boolean | undefined
}

/** TanStack Query's result about who was asked, with what is found for the present text. */
export interface UsersSearch extends Omit<ReadResult<FoundUsers>, 'data' | 'error'> {
  /** Always about the present text: what is in memory at once, and more when those who are asked have answered. */
  readonly data: FoundUsers
  /** Why the last search failed. What is in memory is shown all the same, and `refetch` tries again. */
  readonly error: CubeError | null
  /** Whether more may come by itself: it waits for typing to pause, or for an answer. */
  readonly isSearching: boolean
}

/** Up to the sources' names: what other texts, or fewer users, were asked for may still be of use. */
const keptParts = 6

/**
 * Finds users by what somebody types. What is in memory shows in the same render; the server is asked once typing has
 * paused, and given up when it goes on. An answer to another text is never shown: of whom it held, those stay who match
 * this one.
 *
 * @example
 * const [text, setText] = useState('')
 * const { data, isSearching } = useUsersSearch(text)
 */
export function useUsersSearch(text: string, options: UsersSearchOptions = {}): UsersSearch {
  const { limit = 20, debounceMs = 150, enabled = true } = options
  const wanted = text.trim()
  const sources = options.sources ?? defaultSources(wanted)
  const client = useCubeClient()
  const scope = useScope()
  const ownVersions = useOwnVersions()

  const asked = useMemo(() => sources.filter(({ find }) => find), [sources])
  const asks = enabled && asked.length > 0
  const [settled, setSettled] = useState(wanted)
  const hasPaused = settled === wanted || debounceMs === 0
  const query = useScopedQuery(
    // One key for all texts when nobody is asked: then a key that is pressed costs nothing here.
    (client) => searchUsersQuery(client, asks ? wanted : '', { sources: asked, limit }),
    { enabled: asks && hasPaused, keepPrevious: true, keptParts },
  )
  const { data: answer, isPlaceholderData } = query

  const data = useMemo(() => {
    // Anew when an answer comes: it may say that somebody is gone who was in memory.
    const now = sources.flatMap(({ findNow }) =>
      findNow && enabled && scope ? [findNow(wanted, { client, limit })] : [],
    )
    const later = asks && answer ? { ...answer, items: ownVersions(answer.items) } : null
    // Of an answer to an earlier text, those count who match this one.
    const [answers, earlier] = isPlaceholderData ? [[], later?.items] : [later ?? [], []]
    const found = mergeFound(wanted, now.concat(answers), limit, earlier)
    // Only now: a long list that was ranked when it was searched is not ranked again because of one person.
    const items = ownVersions(found.items)
    if (items === found.items) return found
    const matches = (user?: CubeUser): boolean => rankUsers(wanted, [user ? [user] : []]).length > 0
    // Whoever was found by a name that they have no more goes.
    const isFound = (user: CubeUser, at: number): boolean =>
      user === found.items[at] || matches(user) || !matches(found.items[at])
    return { ...found, items: items.filter(isFound) }
  }, [client, scope, enabled, sources, wanted, limit, answer, isPlaceholderData, asks, ownVersions])

  const { failureReason } = query
  const pausedUntil = useRef(0)
  useEffect(() => {
    if (failureReason?.retryAfterMs) pausedUntil.current = Date.now() + failureReason.retryAfterMs
  }, [failureReason])

  useEffect(() => {
    if (!asks || hasPaused) return undefined
    // A server that asked for a pause gets it, whatever is typed meanwhile.
    const timer = setTimeout(() => setSettled(wanted), Math.max(debounceMs, pausedUntil.current - Date.now()))
    return () => clearTimeout(timer)
  }, [asks, hasPaused, wanted, debounceMs])

  const isAnswered = query.isSuccess && !isPlaceholderData
  const isSearching = asks && !isAnswered && (!hasPaused || !query.isError)
  return { ...query, data, error: isSearching ? null : query.error, isSearching }
}
