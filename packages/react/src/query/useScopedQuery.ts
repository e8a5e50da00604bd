'use client'

import type { CubeClient, CubeError, CubeQuery } from '@cubekit/core'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { type ReadOptions, useScopedOptions } from './useScopedOptions.ts'

/** What every read hook gives: TanStack Query's result. */
export type ReadResult<T> = UseQueryResult<T, CubeError>

/** What a hook makes of the answers. */
interface Presentation<T, Shown> {
  /** What it shows of an answer. */
  select?: (answer: T) => Shown
}

/** The only way by which hooks read one answer. */
export function useScopedQuery<T, Shown = T>(
  makeQuery: (client: CubeClient) => CubeQuery<T>,
  { select, ...options }: ReadOptions & Presentation<T, Shown> = {},
): ReadResult<Shown> {
  const { query, queryClient } = useScopedOptions(makeQuery, options)
  return useQuery<T, CubeError, Shown>({ ...query, ...(select && { select }) }, queryClient)
}
