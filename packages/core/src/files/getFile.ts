import type { CubeClient } from '../client/CubeClient.ts'
import { type CubeQuery, cubeQuery } from '../query.ts'
import type { RequestOptions } from '../transport/request.ts'
import { type CubeFile, parseFile } from '../wire/file.ts'
import { filePath } from './filePath.ts'

/**
 * Reads what is known of a file.
 *
 * @param idOrUid Its id, a number, or its uid, a text.
 * @throws CubeError `not-found`, `invalid-argument` for what is neither id nor uid, and the codes of every request.
 * @example
 * const { name, size } = await getFile(client, 'DA4D34157B3440FF9E5AE7B8E6C2BD7C00')
 *
 * Source: ConnectyCube server API, GET /blobs/{id} and GET /blobs/{uid}/object.
 */
export async function getFile(
  client: CubeClient,
  idOrUid: number | string,
  options?: RequestOptions,
): Promise<CubeFile> {
  // By a uid alone the API leads to the content.
  const path = filePath(idOrUid) + (typeof idOrUid === 'string' ? '/object' : '')
  return client.request({ method: 'GET', path, parse: parseFile }, options)
}

/** The query options of {@link getFile}, for loaders and prefetching. */
export function getFileQuery(client: CubeClient, idOrUid: number | string): CubeQuery<CubeFile> {
  return cubeQuery(client, ['files', idOrUid], (options) => getFile(client, idOrUid, options))
}
