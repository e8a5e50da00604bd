import type { CubeClient } from '../client/CubeClient.ts'
import type { Scope } from '../session/scope.ts'
import { inTurn } from './inTurn.ts'
import { sweep } from './sweep.ts'
import type { AvatarSweepOptions } from './sweepAvatars.ts'

/** Sweeps when nobody is in the middle of something. */
export function runSweep(client: CubeClient, scope: Scope, options: AvatarSweepOptions): Promise<number> {
  return inTurn(client, scope, undefined, (turn) => sweep(turn, options))
}
