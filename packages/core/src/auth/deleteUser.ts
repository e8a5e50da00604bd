import { endSession } from './endSession.ts'
import type { LogoutResult } from './logout.ts'
import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import { abortable } from '../transport/abortable.ts'
import { type CubeMutation, cubeMutation } from '../query.ts'

/**
 * Deletes the signed-in user's account. Once the server has done so, the session ends here at once.
 *
 * @throws CubeError `not-signed-in`, `session-expired`, and the codes of every request; then nobody is signed out.
 * @example
 * await deleteUser(client)
 *
 * Source: ConnectyCube server API, DELETE /users/{id}.
 */
export async function deleteUser(
  client: CubeClient,
  options: { signal?: AbortSignal } = {},
): Promise<LogoutResult> {
  await abortable(client.ready(), options.signal)
  const scope = client.scope()
  if (scope.user === 'app') throw new CubeError('not-signed-in')
  await client.request(
    { method: 'DELETE', path: `/users/${scope.user}`, rights: 'user', parse: () => null },
    { ...options, scope },
  )
  return endSession(client, false, 'account-deleted')
}

/** The mutation options of {@link deleteUser}. */
export function deleteUserMutation(client: CubeClient): CubeMutation<void, LogoutResult> {
  return cubeMutation(client, 'deleteUser', () => deleteUser(client))
}
