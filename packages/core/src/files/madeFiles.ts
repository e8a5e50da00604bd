import type { CubeClient } from '../client/CubeClient.ts'
import { scopedMemory } from '../client/scopedMemory.ts'
import type { CreatedFile } from './createFile.ts'

/** Which files this client has made, and of which it is still waiting to hear. */
export interface MadeFiles {
  /** Takes note of one that is being made, and gives it back. */
  readonly note: (making: Promise<CreatedFile>) => Promise<CreatedFile>
  /** Settles when everything is known of which is being made now. */
  readonly settled: () => Promise<void>
  readonly has: (id: number) => boolean
}

/** The files of whoever is signed in. */
export const madeFiles: (client: CubeClient) => MadeFiles = scopedMemory<MadeFiles>(() => {
  const ids = new Set<number>()
  const pending = new Set<Promise<unknown>>()
  return {
    async note(making) {
      pending.add(making)
      try {
        const made = await making
        ids.add(made.file.id)
        return made
      } finally {
        pending.delete(making)
      }
    },
    settled: async () => void (await Promise.allSettled(pending)),
    has: (id) => ids.has(id),
  }
})
