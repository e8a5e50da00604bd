import type { CubeClient } from '../client/CubeClient.ts'
import { localNow } from '../client/localNow.ts'
import { CubeError, isCubeError } from '../errors/CubeError.ts'
import { type CubeQuery, cubeQuery } from '../query.ts'
import { abortable } from '../transport/abortable.ts'
import type { RequestOptions } from '../transport/request.ts'
import { createLine } from './createLine.ts'
import { fileUrls, type SeenFileUrl } from './fileUrls.ts'
import { type FileObject, getFileObject } from './getFileObject.ts'
import { inTries } from './inTries.ts'

/** An address of a file's content, for whoever has it. It holds no token. */
export interface FileUrl {
  readonly url: string
  /** How long it counts, ms since 1970 by this device's clock; `null` when that is not known. */
  readonly expires_at: number | null
  /** When to ask for the next one, ms since 1970 by this device's clock: an hour before the end. */
  readonly renew_at: number
}

const hourMs = 60 * 60_000
/** When a renewal has failed, the next one waits so long, in ms. */
const leastMs = 30_000
/** Timers can do no more. */
const longestTimerMs = 2 ** 31 - 1

/**
 * Asks for an address at which anybody who has it can read a file's content, for a while (7 days, as documented). It suits
 * the `src` of a picture and the `href` of a link.
 *
 * @throws CubeError `not-found`, `invalid-argument` when `uid` is none, `protocol` when the server gives no safe address,
 * and the codes of every request.
 * @example
 * const { url } = await getFileUrl(client, '7cafb6030d3e4348ba49cab24c0cf10800')
 *
 * Source: ConnectyCube server API, GET /blobs/{uid}/object with `download_url`.
 */
export async function getFileUrl(
  client: CubeClient,
  uid: string,
  options?: RequestOptions,
): Promise<FileUrl> {
  if (client.getSession().status === 'loading') await abortable(client.ready(), options?.signal)
  const scope = options?.scope ?? client.scope()
  const ask = (): Promise<FileObject> => getFileObject(client, uid, { ...options, scope })
  const askInTries = (): Promise<FileObject> => inTries(ask, mostTries, options?.signal, isTooMany)
  const asking = addresses(client, askInTries, options?.signal)
  const { file, url, expires_at } = await asking.catch((error: unknown) => {
    if (isCubeError(error, 'not-found')) fileUrls(client).forget(uid)
    throw error
  })
  if (url === null) throw new CubeError('protocol')
  const now = localNow(client)
  const lifeMs = (expires_at ?? now + 2 * hourMs) - now
  const answer = { url, expires_at, renew_at: now + lifeMs - Math.min(hourMs, lifeMs / 2) }
  fileUrls(client).see(uid, file.id, answer, scope)
  return answer
}

/** A page may show hundreds of pictures: they are asked for a few at a time, and patiently. */
const addresses = createLine(6)
const mostTries = 8

function isTooMany(error: unknown): boolean {
  return isCubeError(error, 'rate-limited')
}

/** The query options of a file's address, which TanStack Query renews while it is shown. */
export interface FileUrlQuery extends CubeQuery<FileUrl> {
  readonly refetchInterval: () => number | false
}

/**
 * The query options of {@link getFileUrl}, for loaders and prefetching: there at once if an address of this file is known,
 * fresh until it is to be renewed, and renewed then while it is shown.
 *
 * @example
 * await queryClient.prefetchQuery(getFileUrlQuery(client, '7cafb6030d3e4348ba49cab24c0cf10800'))
 */
export function getFileUrlQuery(client: CubeClient, uid: string): FileUrlQuery {
  const known = (): SeenFileUrl | null => fileUrls(client).find(uid)
  const isFresh = (seen: SeenFileUrl | null): seen is SeenFileUrl =>
    seen !== null && seen.url.renew_at > localNow(client)
  const seen = known()
  return {
    ...cubeQuery(client, ['files', uid, 'url'], (options) => getFileUrl(client, uid, options)),
    ...(isFresh(seen) && { initialData: seen.url, initialDataUpdatedAt: seen.seenAt }),
    staleTime: () => (isFresh(known()) ? Infinity : 0),
    refetchInterval: () => {
      const shown = known()
      return (
        shown !== null && Math.min(longestTimerMs, Math.max(leastMs, shown.url.renew_at - localNow(client)))
      )
    },
  }
}
