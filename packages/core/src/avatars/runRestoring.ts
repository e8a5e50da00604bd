import type { CubeClient } from '../client/CubeClient.ts'
import { getFileObject } from '../files/getFileObject.ts'
import type { Scope } from '../session/scope.ts'
import type { CubeUser } from '../wire/user.ts'
import { isUid } from './avatarUid.ts'
import { cleanUp } from './cleanUp.ts'
import { inTurn } from './inTurn.ts'
import { setAvatar } from './setAvatar.ts'

/** Makes the profile point to a file that is there. */
export function runRestoring(client: CubeClient, scope: Scope, uid: string | null): Promise<CubeUser> {
  return inTurn(client, scope, undefined, async (turn) => {
    const { user, before } = await setAvatar(
      turn,
      { avatar: uid, inData: uid },
      {
        // Somebody on another device may have deleted it.
        async check() {
          if (uid !== null && isUid(uid)) await getFileObject(client, uid, { scope, signal: turn.over })
        },
      },
    )
    await cleanUp(turn, before, false)
    return user
  })
}
