'use client'

import { type CubeUser, getUserQuery } from '@cubekit/core'
import { type ReadOptions, type ReadResult, useScopedQuery } from './query/useScopedQuery.ts'
import { useCurrentUser } from './useCurrentUser.ts'

/**
 * One user, by id: TanStack Query's result.
 *
 * @example
 * const { data: user, error } = useUser(51941)
 */
export function useUser(id: number, options?: ReadOptions): ReadResult<CubeUser> {
  const own = useCurrentUser()
  return useScopedQuery((client) => getUserQuery(client, id), {
    ...options,
    // Of oneself the session may know more: what has just been changed, here or in another tab.
    select: (user) => (own?.id === id && !isNewer(user, own) ? own : user),
  })
}

function isNewer(a: CubeUser, b: CubeUser): boolean {
  return (a.updated_at ?? '') > (b.updated_at ?? '')
}
