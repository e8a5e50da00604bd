import type { CubeClient } from '../client/CubeClient.ts'
import { onDemand } from '../images/onDemand.ts'
import { type CubeMutation, cubeMutation } from '../query.ts'
import { inScope } from '../users/inScope.ts'
import type { CubeUser } from '../wire/user.ts'

/**
 * Makes a file that is there the avatar of the signed-in user, and deletes the one before: undoes an upload or a removal
 * that was made with `keepOld`.
 *
 * @param uid What was `previous`; `null` for no avatar.
 * @throws CubeError `not-found` when the file is gone, and the codes of {@link uploadAvatar}. The profile is unchanged then.
 * @example
 * const { previous } = await uploadAvatar(client, file, { keepOld: true })
 * const user = await restoreAvatar(client, previous)
 */
export function restoreAvatar(client: CubeClient, uid: string | null): Promise<CubeUser> {
  return inScope(client, {}, async (scope) => {
    const { runRestoring } = await onDemand(() => import('./saga.ts'))
    return runRestoring(client, scope, uid)
  })
}

/** The mutation options of {@link restoreAvatar}. */
export function restoreAvatarMutation(client: CubeClient): CubeMutation<string | null, CubeUser> {
  return cubeMutation(client, 'restoreAvatar', (uid: string | null) => restoreAvatar(client, uid))
}
