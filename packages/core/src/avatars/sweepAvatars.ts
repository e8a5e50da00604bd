import type { CubeClient } from '../client/CubeClient.ts'
import { CubeError } from '../errors/CubeError.ts'
import { onDemand } from '../images/onDemand.ts'
import { inScope } from '../users/inScope.ts'
import { avatarJournal, isSweepDue } from './journal.ts'

/** What {@link sweepAvatars} accepts. */
export interface AvatarSweepOptions {
  /** Leaves the pictures that {@link restoreAvatar} may bring back, which are left for ten minutes at most. */
  readonly keepOld?: boolean | undefined
}

/**
 * Deletes what uploads have left behind: files of the signed-in user that were made on this device and are not the avatar,
 * and avatars that were replaced. Without anything to do, it sends nothing. What may still be in use is left for ten
 * minutes: by an answer that was lost, or somebody who undoes it on another device.
 *
 * `useAvatarUpload` calls it; apps without React best call it once somebody is signed in.
 *
 * @returns How many files are gone.
 * @throws CubeError `not-signed-in`, and the codes of every request; what could not be deleted is remembered.
 * @example
 * await login(client, { login, password })
 * void sweepAvatars(client).catch(() => {})
 */
export function sweepAvatars(client: CubeClient, options: AvatarSweepOptions = {}): Promise<number> {
  return inScope(client, {}, async (scope) => {
    if (scope.user === 'app') throw new CubeError('not-signed-in')
    const journal = avatarJournal(client, scope.user)
    const entries = await journal.read()
    journal.close()
    if (!isSweepDue(client, entries)) return 0
    const { runSweep } = await onDemand(() => import('./saga.ts'))
    return runSweep(client, scope, options)
  })
}
