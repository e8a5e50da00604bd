import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import { isSameScope } from '../session/scope.ts'
import { abortable } from '../transport/abortable.ts'
import type { RequestOptions } from '../transport/request.ts'
import type { CubeFile } from '../wire/file.ts'
import { type FilesPlace, listFiles } from './listFiles.ts'

/**
 * All files of the signed-in user, each once, for scripts and exports. Pages are asked for as the loop gets to them,
 * and no more of them once it is left. Files may be deleted meanwhile, by the loop too: none of the others is passed
 * over.
 *
 * @param place How many are asked for at a time: `per_page`, by default 100.
 * @throws CubeError `session-changed` when somebody else signs in meanwhile, and as {@link listFiles} does.
 * @example
 * for await (const file of iterateFiles(client)) {
 *   // What is younger may be on its way from another tab or device.
 *   const isOld = serverNow(client) - Date.parse(file.created_at ?? '') > 60 * 60_000
 *   if (file.blob_status !== 'complete' && isOld) await deleteFile(client, file.id)
 * }
 *
 * Source: ConnectyCube server API, GET /blobs.
 */
export async function* iterateFiles(
  client: CubeClient,
  { per_page = 100 }: Pick<FilesPlace, 'per_page'> = {},
  options: RequestOptions = {},
): AsyncGenerator<CubeFile, void, undefined> {
  if (client.getSession().status === 'loading') await abortable(client.ready(), options.signal)
  const forSame = { ...options, scope: options.scope ?? client.scope() }
  const given = new Set<number>()
  let page = 1
  let totalBefore = 0
  for (;;) {
    const { items, total_entries } = await listFiles(client, { page, per_page }, forSame)
    // Where files have gone, the others have moved up by as many.
    const moved = Math.ceil(Math.max(0, totalBefore - total_entries) / per_page)
    totalBefore = total_entries
    if (page > 1 && moved > 0) {
      page = Math.max(1, page - moved)
      continue
    }
    for (const file of items) {
      if (given.has(file.id)) continue
      given.add(file.id)
      yield file
      // Much may have happened while the loop was busy with this one.
      if (!isSameScope(forSame.scope, client.scope())) throw new CubeError('session-changed')
    }
    if (page * per_page >= total_entries || items.length === 0) return
    page += 1
  }
}
