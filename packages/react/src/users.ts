'use client'

import { type CubeUser, getUserQuery } from '@cubekit/core'
import { useOwnUserInStep } from './query/useOwnUserInStep.ts'
import { type ReadOptions, type ReadResult, useScopedQuery } from './query/useScopedQuery.ts'

/**
 * One user, by id: TanStack Query's result.
 *
 * @example
 * const { data: user, error } = useUser(51941)
 */
export function useUser(id: number, options?: ReadOptions): ReadResult<CubeUser> {
  useOwnUserInStep()
  return useScopedQuery((client) => getUserQuery(client, id), options)
}
