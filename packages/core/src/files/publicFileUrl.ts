import type { CubeClient } from '../client/CubeClient.ts'
import { filePath } from './filePath.ts'

/**
 * The lasting address of a public file: for everybody, without a request. A private file does not open there.
 *
 * @throws CubeError `invalid-argument` when `uid` is none.
 * @example
 * <img src={publicFileUrl(client, file.uid)} alt="" />
 *
 * Source: ConnectyCube documentation for JavaScript, `storage.publicUrl`.
 */
export function publicFileUrl(client: CubeClient, uid: string): string {
  return client.apiUrl + filePath(uid)
}
