import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import { type CubeQuery, cubeQuery } from '../query.ts'
import type { RequestOptions } from '../transport/request.ts'
import { isCount, unwrap } from '../wire/fields.ts'
import { type CubeFile, parseFile } from '../wire/file.ts'

/** Which of one's files. */
export interface FilesPlace {
  /** Counted from 1. */
  readonly page?: number | undefined
  /** The length of a page, 1 to 100; by default 10. */
  readonly per_page?: number | undefined
}

/** One page of one's files, with the API's own names. */
export interface FilesPage {
  readonly items: readonly CubeFile[]
  /** Counted from 1. */
  readonly page: number
  readonly per_page: number
  /** How many files there are in all. */
  readonly total_entries: number
}

/** The API gives no more at once. */
const longestPage = 100

/**
 * The signed-in user's own files, a page of at most 100 at a time. {@link iterateFiles} gives all of them.
 *
 * @throws CubeError `not-signed-in`, `invalid-argument` when `page` or `per_page` is none, and the codes of every request.
 * @example
 * const { items, total_entries } = await listFiles(client, { page: 2, per_page: 50 })
 *
 * Source: ConnectyCube server API, GET /blobs.
 */
export async function listFiles(
  client: CubeClient,
  { page = 1, per_page = 10 }: FilesPlace = {},
  options?: RequestOptions,
): Promise<FilesPage> {
  const isPlace = Number.isSafeInteger(page) && page >= 1
  const isLength = Number.isSafeInteger(per_page) && per_page >= 1 && per_page <= longestPage
  if (!isPlace || !isLength) {
    throw new CubeError('invalid-argument', {
      message: `page is a whole number from 1, per_page one from 1 to ${longestPage}.`,
    })
  }
  const parse = (answer: unknown): FilesPage => {
    const { items, current_page, per_page: length, total_entries } = unwrap(answer, 'page')
    if (!Array.isArray(items)) throw new CubeError('protocol')
    return {
      items: items.map(parseFile),
      page: isCount(current_page) ? current_page : page,
      per_page: isCount(length) ? length : per_page,
      total_entries: isCount(total_entries) ? total_entries : items.length,
    }
  }
  return client.request(
    { method: 'GET', path: '/blobs', query: { page, per_page }, rights: 'user', parse },
    options,
  )
}

/** The query options of {@link listFiles}, for loaders and prefetching. */
export function listFilesQuery(client: CubeClient, place: FilesPlace = {}): CubeQuery<FilesPage> {
  return cubeQuery(client, ['files', 'list', place], (options) => listFiles(client, place, options))
}
