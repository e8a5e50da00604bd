import { type CubeClient, internals } from '../client/CubeClient.ts'
import { noteProfileWrite } from '../client/profileWrites.ts'
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
  const body = { user: { old_password, password } }
  const missing = Object.entries(body.user).filter(([, text]) => typeof text !== 'string' || text === '')
  if (missing.length > 0) {
    const fields = Object.fromEntries(missing.map(([name]) => [name, ['is required']]))
    throw new CubeError('validation', { fields })
  }
  await abortable(client.ready(), options.signal)
  const scope = client.scope()
  if (scope.user === 'app') throw new CubeError('not-signed-in')
  const secrets = [old_password, password]
  try {
    const user = await client.request(
      {
        method: 'PUT',
        path: `/users/${scope.user}`,
        body,
        rights: 'user',
        credentials: true,
        secrets,
        parse: parseUser,
      },
      { ...options, scope },
    )
    noteProfileWrite(client)
    await client[internals].session.userRead(user, scope.epoch)
    return user
  } catch (error) {
    // Nothing else was sent than the two, so what does not speak of the new one is about the old one.
    const isOld = isCubeError(error, 'rejected') || isCubeError(error, 'invalid-credentials')
    if (!isOld) throw error
    const { status, details } = error
    if (status === 404) throw new CubeError('not-found', { status })
    const aboutNew = details.filter((text) => /password/i.test(text) && !aboutOld.test(text))
    const fields: CubeError['fields'] =
      aboutNew.length > 0 ? { password: aboutNew } : { old_password: ['is not right'] }
    throw new CubeError('validation', { status, fields })
  }
}

const aboutOld = /\b(old|current|invalid|wrong|incorrect|match)/i

/** The mutation options of {@link changePassword}; prefer `usePasswordChange`, since TanStack keeps variables. */
export function changePasswordMutation(client: CubeClient): CubeMutation<PasswordChange, CubeUser> {
  return cubeMutation(client, 'changePassword', (change: PasswordChange) => changePassword(client, change))
}
