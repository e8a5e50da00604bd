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
import type { ReadResult } from './query/useScopedQuery.ts'
import { useScopedSearch } from './query/useScopedSearch.ts'
import { useFoundNow } from './useFoundNow.ts'
import { useOwnVersions } from './useOwnVersion.ts'

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
  /** Why the last search, or a source in memory, failed. What is in memory is shown all the same, and `refetch` tries again. */
  readonly error: CubeError | null
  /** Whether more may come by itself: it waits for typing to pause, or for an answer. */
  readonly isSearching: boolean
}

const none: readonly UserSource[] = []
const nobody: FoundUsers = { items: [], needsMoreCharacters: false, mayHaveMore: false }

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
  const ownVersions = useOwnVersions()

  const asked = useMemo(() => sources.filter(({ find }) => find), [sources])
  const asks = enabled && asked.length > 0
  const [settled, setSettled] = useState(wanted)
  /** The last failure that asked for a pause, and the last whose pause is over. */
  const [refusal, setRefusal] = useState<CubeError | null>(null)
  const [overcome, setOvercome] = useState<CubeError | null>(null)
  const hasPaused = settled === wanted || (debounceMs === 0 && refusal === overcome)
  const query = useScopedSearch(
    // One key for all texts when nobody is asked: then a key that is pressed costs nothing here.
    (client) => searchUsersQuery(client, asks ? wanted : '', { sources: asked, limit }),
    ({ items }) => ({ ...nobody, items: rankUsers(wanted, [ownVersions(items)]) }),
    { enabled: asks && hasPaused },
  )
  const { data: answer } = query
  const now = useFoundNow(enabled ? sources : none, wanted, limit, answer)

  const data = useMemo(() => {
    const later = asks && answer ? [{ ...answer, items: ownVersions(answer.items) }] : []
    const found = mergeFound(wanted, now.found.concat(later), limit)
    // Only now: a long list that was ranked when it was searched is not ranked again because of one person.
    const items = ownVersions(found.items)
    if (items === found.items) return found
    const matches = (user?: CubeUser): boolean => rankUsers(wanted, [user ? [user] : []]).length > 0
    // Whoever was found by a name that they have no more goes.
    const isFound = (user: CubeUser, at: number): boolean =>
      user === found.items[at] || matches(user) || !matches(found.items[at])
    return { ...found, items: items.filter(isFound) }
  }, [now, wanted, limit, answer, asks, ownVersions])

  const { failureReason } = query
  if (failureReason?.retryAfterMs && failureReason !== refusal) setRefusal(failureReason)
  const pausedUntil = useRef(0)
  useEffect(() => {
    if (refusal?.retryAfterMs) pausedUntil.current = Date.now() + refusal.retryAfterMs
  }, [refusal])

  useEffect(() => {
    if (!asks || hasPaused) return undefined
    // A server that asked for a pause gets it, whatever is typed meanwhile.
    const goOn = (): void => {
      setSettled(wanted)
      setOvercome(refusal)
    }
    const timer = setTimeout(goOn, Math.max(debounceMs, pausedUntil.current - Date.now()))
    return () => clearTimeout(timer)
  }, [asks, hasPaused, wanted, debounceMs, refusal])

  const isAnswered = query.isSuccess && !query.isPlaceholderData
  const isSearching = asks && !isAnswered && (!hasPaused || !query.isError)
  return { ...query, data, error: isSearching ? null : (query.error ?? now.error), isSearching }
}
