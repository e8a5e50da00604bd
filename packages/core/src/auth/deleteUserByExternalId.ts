import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import { type CubeMutation, cubeMutation } from '../query.ts'
import { abortable } from '../transport/abortable.ts'
import { externalIdPath } from '../wire/externalIdPath.ts'
import { endSession } from './endSession.ts'
import type { LogoutResult } from './logout.ts'

/**
 * Deletes the signed-in user's account by its id in your own system. The API lets people delete themselves only, so
 * once the server has done so, the session ends here at once, as after `deleteUser`.
 *
 * @throws CubeError `forbidden` when it is somebody else's id, `not-found` when it is nobody's, `invalid-argument` when
 * it fits into no address; `not-signed-in`, `session-expired`, and the codes of every request. Then nobody is signed out.
 * @example
 * await deleteUserByExternalId(client, '52691165')
 *
 * Source: ConnectyCube server API, DELETE /users/external/{external_user_id}.
 */
export async function deleteUserByExternalId(
  client: CubeClient,
  external_id: string,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<LogoutResult> {
  const path = externalIdPath(external_id)
  await abortable(client.ready(), options.signal)
  const scope = client.scope()
  if (scope.user === 'app') throw new CubeError('not-signed-in')
  await client.request({ method: 'DELETE', path, rights: 'user', parse: () => null }, { ...options, scope })
  return endSession(client, false, 'account-deleted')
}

/** The mutation options of {@link deleteUserByExternalId}. */
export function deleteUserByExternalIdMutation(client: CubeClient): CubeMutation<string, LogoutResult> {
  return cubeMutation(client, 'deleteUserByExternalId', (external_id: string) =>
    deleteUserByExternalId(client, external_id),
  )
}
