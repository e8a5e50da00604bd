import type { CubeClient } from '../client/CubeClient.ts'
import type { Scope } from '../session/scope.ts'
import { namedAvatar } from './avatarUid.ts'
import { cleanUp } from './cleanUp.ts'
import { inTurn } from './inTurn.ts'
import type { AvatarRemoval, AvatarRemovalOptions } from './removeAvatar.ts'
import { setAvatar } from './setAvatar.ts'

/** Takes the avatar off the profile. */
export function runRemoval(
  client: CubeClient,
  scope: Scope,
  { keepOld = false }: AvatarRemovalOptions,
): Promise<AvatarRemoval> {
  return inTurn(client, scope, undefined, async (turn) => {
    const { user, before } = await setAvatar(turn, { avatar: null, inData: null })
    await cleanUp(turn, before, keepOld)
    return { user, previous: namedAvatar(client, before) }
  })
}
