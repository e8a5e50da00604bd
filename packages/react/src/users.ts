'use client'

import {
  type CubeUser,
  getUserByQuery,
  getUserQuery,
  getUsersPagesQuery,
  loadUsersQuery,
  type UserBy,
  type UsersFilter,
  type UsersPage,
} from '@cubekit/core'
import { useCallback } from 'react'
import type { ReadOptions } from './query/useScopedOptions.ts'
import { type PagesResult, useScopedPages } from './query/useScopedPages.ts'
import { type ReadResult, useScopedQuery } from './query/useScopedQuery.ts'
import { useSeenUsers } from './query/useSeenUsers.ts'
import { isNewer, useOwnVersion, useOwnVersions } from './useOwnVersion.ts'

/**
 * One user, by id: TanStack Query's result. Users who have been seen in any answer are there at once, and change when a
 * newer answer holds them. All who are asked for in one go are one request.
 *
 * @example
 * const { data: user, error } = useUser(51941)
 */
export function useUser(id: number, options?: ReadOptions): ReadResult<CubeUser> {
  useSeenUsers()
  const select = useOwnVersion()
  return useScopedQuery((client) => getUserQuery(client, id), { ...options, select })
}

/**
 * Users by id, any number, in the order of the ids: once each, without those who are not there. TanStack Query's result.
 *
 * @example
 * const { data: members = [] } = useUsersById(dialog.occupants_ids)
 */
export function useUsersById(ids: readonly number[], options?: ReadOptions): ReadResult<readonly CubeUser[]> {
  const select = useOwnVersions()
  return useScopedQuery((client) => loadUsersQuery(client, ids), { ...options, select })
}

/**
 * The user with this login, e-mail address or phone number, or with this id in your own system, on Facebook or on
 * Twitter: TanStack Query's result. `error.code` is `not-found` when there is nobody.
 *
 * @example
 * const { data: user } = useUserBy({ external_id: '3789' })
 */
export function useUserBy(by: UserBy, options?: ReadOptions): ReadResult<CubeUser> {
  const select = useOwnVersion()
  return useScopedQuery((client) => getUserByQuery(client, by), { ...options, select })
}

/** The users that were found, as far as they were asked for. */
export interface UsersFound {
  /** In the order of the pages, nobody twice. */
  readonly items: readonly CubeUser[]
  /** How many there are in all, as the server said last. */
  readonly total_entries: number
}

/**
 * The users that match a filter, page by page: TanStack Query's infinite result. `limit` is the length of a page.
 *
 * A filter with `start_with` has one page: the API gives no more than five users for it.
 *
 * @example
 * const { data, fetchNextPage, hasNextPage } = useUsers({ user_tags: 'support', sort_asc: 'full_name' })
 */
export function useUsers<Start extends string>(
  filter: UsersFilter<Start>,
  options?: ReadOptions,
): PagesResult<UsersFound> {
  const ownVersion = useOwnVersion()
  const select = useCallback(
    ({ pages }: { readonly pages: readonly UsersPage[] }) => joinPages(pages, ownVersion),
    [ownVersion],
  )
  return useScopedPages((client) => getUsersPagesQuery(client, filter), { ...options, select })
}

function joinPages(pages: readonly UsersPage[], show: (user: CubeUser) => CubeUser): UsersFound {
  const users = new Map<number, CubeUser>()
  for (const user of pages.flatMap(({ items }) => items)) {
    const known = users.get(user.id)
    if (!known || isNewer(user, known)) users.set(user.id, show(user))
  }
  return { items: [...users.values()], total_entries: pages.at(-1)?.total_entries ?? 0 }
}
