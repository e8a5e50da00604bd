'use client'

import type { CubeClient, CubeError, CubePages, PagePlace } from '@cubekit/core'
import { type InfiniteData, useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query'
import { type ReadOptions, useScopedOptions } from './useScopedOptions.ts'

/** What hooks that read page by page give: TanStack Query's infinite result. */
export type PagesResult<T> = UseInfiniteQueryResult<T, CubeError>

/** What a hook shows of the pages. */
interface Selection<Page, Shown> {
  select: (data: InfiniteData<Page, PagePlace>) => Shown
}

/** The only way by which hooks read page by page. */
export function useScopedPages<Page, Shown>(
  makePages: (client: CubeClient) => CubePages<Page>,
  { select, ...options }: ReadOptions & Selection<Page, Shown>,
): PagesResult<Shown> {
  const { query, queryClient } = useScopedOptions(makePages, options)
  const pages = queryClient.getQueryData<InfiniteData<Page>>(query.queryKey)?.pages ?? []
  return useInfiniteQuery<Page, CubeError, Shown, readonly unknown[], PagePlace>(
    { ...query, select, ...(pages.length > mostRefreshed && lasting) },
    queryClient,
  )
}

/** Each page is a request: more than these are read again only on demand. */
const mostRefreshed = 3
const lasting = {
  refetchOnMount: ({ state }: { readonly state: { readonly isInvalidated: boolean } }) => state.isInvalidated,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
} as const
