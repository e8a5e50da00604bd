'use client'

import type { CubeUser } from '@cubekit/core'
import { useCallback } from 'react'
import { getNowOnlineQuery, type NowOnline } from './nowOnline.ts'
import { polled } from './query/polled.ts'
import type { ReadOptions } from './query/useScopedOptions.ts'
import { type ReadResult, useScopedQuery } from './query/useScopedQuery.ts'
import { useOwnVersions } from './useOwnVersion.ts'

/** What the hooks about who is online accept. */
export interface OnlineOptions extends ReadOptions {
  /** How often to ask while the page is visible, in ms; by default 30,000. */
  pollMs?: number | undefined
}

/** Whether somebody is online; `unknown` while nobody can tell, and for those beyond the hundred that are listed. */
export type Presence = 'online' | 'offline' | 'unknown'

/**
 * Who is online, the first hundred: TanStack Query's result. It is asked for again while the page is visible; all
 * components, and those of {@link useOnlineCount} and {@link usePresence}, share the requests.
 *
 * @example
 * const { data: online = [] } = useOnlineUsers()
 */
export function useOnlineUsers(options?: OnlineOptions): ReadResult<readonly CubeUser[]> {
  const ownVersions = useOwnVersions()
  return useOnline(
    useCallback(({ users }) => ownVersions(users), [ownVersions]),
    options,
  )
}

/**
 * How many are online: TanStack Query's result. Asked for as by {@link useOnlineUsers}.
 *
 * @example
 * const { data: count } = useOnlineCount()
 */
export function useOnlineCount(options?: OnlineOptions): ReadResult<number> {
  return useOnline(countOf, options)
}

/**
 * Whether a user is online. The component renders only when that changes. Asked for as by {@link useOnlineUsers}, in one
 * request for all.
 *
 * @example
 * const presence = usePresence(user.id)
 */
export function usePresence(id: number, options?: OnlineOptions): Presence {
  const { data, error } = useOnline(
    useCallback((online) => presenceOf(id, online), [id]),
    options,
  )
  return (!error && data) || 'unknown'
}

function useOnline<T>(
  select: (online: NowOnline) => T,
  { pollMs = 30_000, ...options }: OnlineOptions = {},
): ReadResult<T> {
  return useScopedQuery((client) => polled(getNowOnlineQuery(client), pollMs), { ...options, select })
}

function countOf({ count }: NowOnline): number {
  return count
}

function presenceOf(id: number, { users, count }: NowOnline): Presence {
  if (users.some((user) => user.id === id)) return 'online'
  return count > users.length ? 'unknown' : 'offline'
}
