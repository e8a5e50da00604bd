import type { CubeClient } from '../client/CubeClient.ts'
import type { Scope } from '../session/scope.ts'
import { inTurn } from './inTurn.ts'
import { sweep } from './sweep.ts'

/** Sweeps when nobody is in the middle of something. */
export function runSweep(client: CubeClient, scope: Scope): Promise<void> {
  return inTurn(client, scope, undefined, sweep)
}
