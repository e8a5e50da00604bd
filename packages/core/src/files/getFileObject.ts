import { type CubeClient, internals } from '../client/CubeClient.ts'
import { localNow } from '../client/localNow.ts'
import type { RequestOptions } from '../transport/request.ts'
import { isFields, readText, unwrap } from '../wire/fields.ts'
import { type CubeFile, parseFile } from '../wire/file.ts'
import { filePath } from './filePath.ts'
import { readUrl } from './readUrl.ts'

/** A file, and where its content is. */
export interface FileObject {
  readonly file: CubeFile
  /** Opens the content for whoever has it, for a while; `null` when the server gave none that is safe to use. */
  readonly url: string | null
  /** How long `url` counts, ms since 1970 by this device's clock; `null` when that is not known. */
  readonly expires_at: number | null
}

/**
 * Reads a file together with an address of its content. The address holds a signature of the storage, never a token of
 * the session.
 *
 * @throws CubeError `not-found`, `invalid-argument` when `uid` is none, and the codes of every request.
 * @example
 * const { file, url } = await getFileObject(client, '7cafb6030d3e4348ba49cab24c0cf10800')
 *
 * Source: ConnectyCube server API, GET /blobs/{uid}/object with `download_url`.
 */
export async function getFileObject(
  client: CubeClient,
  uid: string,
  options?: RequestOptions,
): Promise<FileObject> {
  const path = `${filePath(uid)}/object`
  const askedAt = localNow(client)
  const parse = (answer: unknown): FileObject => {
    const access = unwrap(answer, 'blob')['blob_object_access']
    const given = isFields(access) ? readText(access['download_url'] ?? access['dowload_url']) : null
    const url = readUrl(given ?? '')
    if (!url || !isSafe(client, url)) return { file: parseFile(answer), url: null, expires_at: null }
    return { file: parseFile(answer), url: given, expires_at: readEnd(client, url, askedAt) }
  }
  return client.request({ method: 'GET', path, query: { download_url: 1 }, parse }, options)
}

/** Only what is as safe as the API itself: this goes into pages, as the source of pictures and the target of links. */
function isSafe(client: CubeClient, { protocol, origin }: URL): boolean {
  return protocol === 'https:' || protocol === 'blob:' || origin === new URL(client.apiUrl).origin
}

/** Until when the storage's signature counts, which is in the address. */
function readEnd(client: CubeClient, { searchParams }: URL, askedAt: number): number | null {
  const lifeMs = Number(searchParams.get('X-Amz-Expires') ?? NaN) * 1000
  if (!Number.isFinite(lifeMs)) return null
  const { knowsTime, serverNow } = client[internals]
  const signedAt = Date.parse(searchParams.get('X-Amz-Date')?.replace(amzDate, '$1-$2-$3T$4:$5:$6Z') ?? '')
  // Without the server's time, nobody knows what its dates are by this device's clock: the address is taken for new.
  if (!knowsTime() || !Number.isFinite(signedAt)) return askedAt + lifeMs
  return signedAt + lifeMs - serverNow() + localNow(client)
}

const amzDate = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/
