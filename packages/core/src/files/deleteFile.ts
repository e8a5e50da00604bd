import type { CubeClient } from '../client/CubeClient.ts'
import { type CubeMutation, cubeMutation } from '../query.ts'
import type { RequestOptions } from '../transport/request.ts'
import { filePath } from './filePath.ts'
import { fileUrls } from './fileUrls.ts'

/**
 * Deletes a file of the signed-in user's own, and its content.
 *
 * @throws CubeError `not-found`, `forbidden` when it is somebody else's, `not-signed-in`, `invalid-argument` when `id`
 * is no id, and the codes of every request.
 * @example
 * await deleteFile(client, file.id)
 *
 * Source: ConnectyCube server API, DELETE /blobs/{id}.
 */
export async function deleteFile(client: CubeClient, id: number, options?: RequestOptions): Promise<void> {
  await client.request({ method: 'DELETE', path: filePath(id), rights: 'user', parse: () => null }, options)
  fileUrls(client).forget(id)
}

/** What a deletion leaves. */
export interface FileDeleted {
  readonly id: number
}

/** The mutation options of {@link deleteFile}. */
export function deleteFileMutation(client: CubeClient): CubeMutation<number, FileDeleted> {
  return cubeMutation(client, 'deleteFile', async (id: number) => {
    await deleteFile(client, id)
    return { id }
  })
}
