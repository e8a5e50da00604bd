import type { CubeClient } from '../client/CubeClient.ts'
import { type CubePages, cubePages } from '../query.ts'
import { type FilesPage, type FilesPlace, listFiles } from './listFiles.ts'

/**
 * The query options of {@link listFiles} page by page, for loaders and prefetching.
 *
 * @param place How long a page is: `per_page`, by default 10.
 * @example
 * await queryClient.prefetchInfiniteQuery(getFilesPagesQuery(client, { per_page: 50 }))
 */
export function getFilesPagesQuery(
  client: CubeClient,
  { per_page = 10 }: Pick<FilesPlace, 'per_page'> = {},
): CubePages<FilesPage> {
  return cubePages<FilesPage>(
    client,
    ['files', 'pages', per_page],
    ({ offset }, options) => listFiles(client, { page: offset / per_page + 1, per_page }, options),
    {
      initialPageParam: { offset: 0, after: null },
      getNextPageParam: ({ items, total_entries }, all) => {
        const offset = all.length * per_page
        const last = items.at(-1)
        return last && offset < total_entries ? { offset, after: last.id } : null
      },
    },
  )
}
