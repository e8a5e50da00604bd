'use client'

import {
  type CubeUser,
  getUserQuery,
  getUsersPagesQuery,
  type UsersFilter,
  type UsersPage,
} from '@cubekit/core'
import { useCallback } from 'react'
import type { ReadOptions } from './query/useScopedOptions.ts'
import { type PagesResult, useScopedPages } from './query/useScopedPages.ts'
import { type ReadResult, useScopedQuery } from './query/useScopedQuery.ts'
import { isNewer, useOwnVersion } from './useOwnVersion.ts'

/**
 * One user, by id: TanStack Query's result.
 *
 * @example
 * const { data: user, error } = useUser(51941)
 */
export function useUser(id: number, options?: ReadOptions): ReadResult<CubeUser> {
  const select = useOwnVersion()
  return useScopedQuery((client) => getUserQuery(client, id), { ...options, select })
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
export function useUsers(filter: UsersFilter, options?: ReadOptions): PagesResult<UsersFound> {
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
