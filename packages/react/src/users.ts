'use client'

import { type CubeError, type CubeUser, getUserQuery } from '@cubekit/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { type ReadOptions, useScopedQuery } from './query/useScopedQuery.ts'

/**
 * One user, by id: TanStack Query's result.
 *
 * @example
 * const { data: user, error } = useUser(51941)
 */
export function useUser(id: number, options?: ReadOptions): UseQueryResult<CubeUser, CubeError> {
  return useScopedQuery((client) => getUserQuery(client, id), options)
}
