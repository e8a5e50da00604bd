import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import { onDemand } from '../images/onDemand.ts'
import { type CubeMutation, cubeMutation } from '../query.ts'
import { inScope } from '../users/inScope.ts'
import type { CubeUser } from '../wire/user.ts'
import { isUid } from './avatarUid.ts'

/** What {@link restoreAvatar} accepts. */
export interface AvatarRestoringOptions {
  /** What was attached meanwhile: when the profile names something else by now, it is left alone (`not-found`). */
  readonly insteadOf?: string | null | undefined
}

/**
 * Makes a file that is there the avatar of the signed-in user, and deletes the one before: undoes an upload or a
 * removal that was made with `keepOld`.
 *
 * @param uid What was `previous`; `null` for no avatar. With `avatars: { in: 'custom_data' }` it is written to both
 * places.
 * @throws CubeError `not-found` when the file is gone, or the avatar another by now; `invalid-argument` for what is no
 * uid, unless `insteadOf` is given; and the codes of {@link uploadAvatar}. The profile is unchanged then.
 * @example
 * const { uid, previous } = await uploadAvatar(client, file, { keepOld: true })
 * const user = await restoreAvatar(client, previous, { insteadOf: uid })
 */
export function restoreAvatar(
  client: CubeClient,
  uid: string | null,
  options: AvatarRestoringOptions = {},
): Promise<CubeUser> {
  return inScope(client, {}, async (scope) => {
    // What a profile named before may be anything that another app wrote.
    if (uid !== null && !isUid(uid) && options.insteadOf === undefined) {
      throw new CubeError('invalid-argument', { message: 'That is no file’s uid.' })
    }
    const { runRestoring } = await onDemand(() => import('./saga.ts'))
    return runRestoring(client, scope, uid, options)
  })
}

/** What {@link restoreAvatarMutation} is called with. */
export interface AvatarRestoring extends AvatarRestoringOptions {
  readonly uid: string | null
}

/** The mutation options of {@link restoreAvatar}. */
export function restoreAvatarMutation(client: CubeClient): CubeMutation<AvatarRestoring, CubeUser> {
  return cubeMutation(client, 'restoreAvatar', ({ uid, ...options }: AvatarRestoring) =>
    restoreAvatar(client, uid, options),
  )
}
