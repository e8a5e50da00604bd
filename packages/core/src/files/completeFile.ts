import type { CubeClient } from '../client/CubeClient.ts'
import type { RequestOptions } from '../transport/request.ts'
import { filePath } from './filePath.ts'

/**
 * Declares that a file's content is in the storage. Doing it again changes nothing.
 *
 * @param size Of the content, in bytes. The API believes it.
 * @throws CubeError `not-found`, `forbidden` when it is somebody else's file, `not-signed-in`, `invalid-argument` when
 * `id` is no id, and the codes of every request.
 * @example
 * await completeFile(client, file.id, photo.size)
 *
 * Source: ConnectyCube server API, PUT /blobs/{id}/complete.
 */
export async function completeFile(
  client: CubeClient,
  id: number,
  size: number,
  options?: RequestOptions,
): Promise<void> {
  const path = `${filePath(id)}/complete`
  const body = { blob: { size } }
  await client.request({ method: 'PUT', path, body, rights: 'user', parse: () => null }, options)
}
