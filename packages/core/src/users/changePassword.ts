import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError, isCubeError } from '../errors/CubeError.ts'
import { type CubeMutation, cubeMutation } from '../query.ts'
import { abortable } from '../transport/abortable.ts'
import { type CubeUser, parseUser } from '../wire/user.ts'

/** The password that is, and the one that shall be. */
export interface PasswordChange {
  readonly old_password: string
  readonly password: string
}

/**
 * Changes the signed-in user's password. Both are sent as they are, and forgotten. The session goes on.
 *
 * @throws CubeError `validation` with `old_password` when it is not right, or with `password` when the server does not
 * accept the new one; `not-signed-in`, `session-expired`, and the codes of every request.
 * @example
 * await changePassword(client, { old_password, password })
 *
 * Source: ConnectyCube server API, PUT /users/{id}.
 */
export async function changePassword(
  client: CubeClient,
  { old_password, password }: PasswordChange,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<CubeUser> {
  const user = { old_password, password }
  const missing = Object.entries(user).filter(([, text]) => typeof text !== 'string' || text === '')
  if (missing.length > 0) {
    const fields = Object.fromEntries(missing.map(([name]) => [name, ['is required']]))
    throw new CubeError('validation', { fields })
  }
  await abortable(client.ready(), options.signal)
  const scope = client.scope()
  if (scope.user === 'app') throw new CubeError('not-signed-in')
  const secrets = [old_password, password]
  try {
    return await client.request(
      {
        method: 'PUT',
        path: `/users/${scope.user}`,
        body: { user },
        rights: 'user',
        credentials: true,
        secrets,
        parse: parseUser,
      },
      { ...options, scope },
    )
  } catch (error) {
    // Nothing else was sent that could be wrong, whatever the words.
    const isOld = isCubeError(error, 'rejected') || isCubeError(error, 'invalid-credentials')
    if (!isOld || error.status === 404) throw error
    throw new CubeError('validation', { status: error.status, fields: { old_password: ['is not right'] } })
  }
}

/** The mutation options of {@link changePassword}; prefer `usePasswordChange`, since TanStack keeps variables. */
export function changePasswordMutation(client: CubeClient): CubeMutation<PasswordChange, CubeUser> {
  return cubeMutation(client, 'changePassword', (change: PasswordChange) => changePassword(client, change))
}
