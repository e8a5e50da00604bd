import type { CubeClient } from '../client/CubeClient.ts'
import type { Scope } from '../session/scope.ts'
import type { CubeUser } from '../wire/user.ts'
import { cleanUp } from './cleanUp.ts'
import { inTurn } from './inTurn.ts'
import type { AvatarRestoringOptions } from './restoreAvatar.ts'
import { setAvatar } from './setAvatar.ts'

/** Makes the profile point to a file that is there. */
export function runRestoring(
  client: CubeClient,
  scope: Scope,
  uid: string | null,
  { insteadOf }: AvatarRestoringOptions,
): Promise<CubeUser> {
  return inTurn(client, scope, undefined, async (turn) => {
    const { user, before } = await setAvatar(turn, { avatar: uid, inData: uid }, { insteadOf })
    await cleanUp(turn, before, false)
    return user
  })
}
