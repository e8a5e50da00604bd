import type { CubeClient } from './CubeClient.ts'

/** How often the profile of who is signed in was about to change, or has changed, by each client. */
const writes = new WeakMap<CubeClient, number>()

/** Takes note that what was read before may be old by now. */
export function noteProfileWrite(client: CubeClient): void {
  writes.set(client, profileWrites(client) + 1)
}

/** Whoever reads the signed-in user notes this before, and believes the answer only if it is still the same. */
export function profileWrites(client: CubeClient): number {
  return writes.get(client) ?? 0
}
