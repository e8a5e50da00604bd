import type { CubeClient } from '../client/CubeClient.ts'
import { type CubeMutation, cubeMutation } from '../query.ts'
import type { RequestOptions } from '../transport/request.ts'
import { type CubeFile, parseFile } from '../wire/file.ts'
import { checkFile } from './checkFile.ts'
import { filePath } from './filePath.ts'

/**
 * Gives a file of the signed-in user's own another name.
 *
 * @param name 1 to 100 characters.
 * @throws CubeError `validation` with the field `name`, `not-found`, `forbidden` when it is somebody else's file,
 * `not-signed-in`, `invalid-argument` when `id` is no id, and the codes of every request.
 * @example
 * const file = await renameFile(client, 8049, 'cat on the sofa.jpeg')
 *
 * Source: ConnectyCube server API, PUT /blobs/{id}. The SDK for JS sends a GET for it, which changes nothing.
 */
export async function renameFile(
  client: CubeClient,
  id: number,
  name: string,
  options?: RequestOptions,
): Promise<CubeFile> {
  checkFile({ name })
  const body = { blob: { name } }
  return client.request(
    { method: 'PUT', path: filePath(id), body, rights: 'user', parse: parseFile },
    options,
  )
}

/** Which file gets which name. */
export interface FileRenaming {
  readonly id: number
  /** 1 to 100 characters. */
  readonly name: string
}

/** The mutation options of {@link renameFile}. */
export function renameFileMutation(client: CubeClient): CubeMutation<FileRenaming, CubeFile> {
  return cubeMutation(client, 'renameFile', ({ id, name }: FileRenaming) => renameFile(client, id, name))
}
