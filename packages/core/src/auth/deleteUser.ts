import { endSession } from './endSession.ts'
import type { LogoutResult } from './logout.ts'
import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError, isCubeError } from '../errors/CubeError.ts'
import { abortable } from '../transport/abortable.ts'
import { type CubeMutation, cubeMutation } from '../query.ts'

/**
 * Deletes the signed-in user's account. Once the server has done so, or tells that there is none any more, the
 * session ends here at once.
 *
 * @throws CubeError `not-signed-in`, `session-expired`, and the codes of every request; then nobody is signed out.
 * @example
 * await deleteUser(client)
 *
 * Source: ConnectyCube server API, DELETE /users/{id}.
 */
export async function deleteUser(
  client: CubeClient,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<LogoutResult> {
  await abortable(client.ready(), options.signal)
  const scope = client.scope()
  if (scope.user === 'app') throw new CubeError('not-signed-in')
  const deleting = client.request(
    { method: 'DELETE', path: `/users/${scope.user}`, rights: 'user', parse: () => null },
    { ...options, scope },
  )
  await deleting.catch((error: unknown) => {
    // Somebody else has deleted it before.
    if (!isCubeError(error, 'not-found')) throw error
  })
  return endSession(client, false, 'account-deleted')
}

/** The mutation options of {@link deleteUser}. */
export function deleteUserMutation(client: CubeClient): CubeMutation<void, LogoutResult> {
  return cubeMutation(client, 'deleteUser', () => deleteUser(client))
}
