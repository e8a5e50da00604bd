import type { CubeClient } from '../client/CubeClient.ts'
import { onDemand } from '../images/onDemand.ts'
import { type CubeMutation, cubeMutation } from '../query.ts'
import { inScope } from '../users/inScope.ts'
import type { CubeUser } from '../wire/user.ts'
import type { AvatarUploadOptions } from './uploadAvatar.ts'

/** What {@link removeAvatar} accepts. */
export type AvatarRemovalOptions = Pick<AvatarUploadOptions, 'keepOld'>

/** What a removal came to. */
export interface AvatarRemoval {
  /** The user, without an avatar. */
  readonly user: CubeUser
  /** What the profile named before, for {@link restoreAvatar}. */
  readonly previous: string | null
}

/**
 * Takes the avatar off the signed-in user's profile, and deletes its file. The other keys of `custom_data` stay.
 *
 * @throws CubeError `not-signed-in`, `session-expired`, `session-changed`, and the codes of every request.
 * @example
 * const { user } = await removeAvatar(client)
 *
 * Source: ConnectyCube server API, PUT /users/{id} and DELETE /blobs/{id}.
 */
export function removeAvatar(client: CubeClient, options: AvatarRemovalOptions = {}): Promise<AvatarRemoval> {
  return inScope(client, {}, async (scope) => {
    const { runRemoval } = await onDemand(() => import('./saga.ts'))
    return runRemoval(client, scope, options)
  })
}

/** The mutation options of {@link removeAvatar}. */
export function removeAvatarMutation(
  client: CubeClient,
): CubeMutation<AvatarRemovalOptions | void, AvatarRemoval> {
  return cubeMutation(client, 'removeAvatar', (options: AvatarRemovalOptions | void) =>
    removeAvatar(client, options ?? {}),
  )
}
