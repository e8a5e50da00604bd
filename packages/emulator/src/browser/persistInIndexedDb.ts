import type { EmulatorState, Persistence } from '../assembleEmulator.ts'
import { createMemoryContents, type ContentStore } from '../db/contents.ts'
import { randomHex } from '../db/tokens.ts'
import { openStore, type SnapshotStore } from './snapshotStore.ts'
import { createExclusive } from './exclusive.ts'

/**
 * Keeps the state of an emulator in IndexedDB, one state for all tabs: each request is handled under a
 * lock, on the newest state, and its effect is saved before it is answered.
 */
export function persistInIndexedDb(name: string, state: EmulatorState): Persistence {
  const exclusive = createExclusive(name)
  const channel = openChannel(name)
  let opening: Promise<SnapshotStore | null> | undefined
  let revision = ''

  /** `null` from the first failure on: then the state is in memory only. */
  const store = (): Promise<SnapshotStore | null> => (opening ??= openStore(name).catch(() => null))
  const giveUp = (): void => {
    opening = Promise.resolve(null)
  }

  // What storage does not take is known to this tab only.
  const memory = createMemoryContents(() => true)
  const contents: ContentStore = {
    async put(hash, content) {
      const open = await store()
      if (open === null) return memory.put(hash, content)
      await open.saveContent(hash, content).catch(() => memory.put(hash, content))
    },
    get: async (hash) =>
      (await memory.get(hash)) ?? (await (await store())?.loadContent(hash).catch(() => undefined)),
  }
  let isTidy = false
  /** Once for each emulator, and under the lock: a file that is being uploaded has its content before it knows. */
  async function tidyUp(): Promise<void> {
    if (isTidy) return
    isTidy = true
    const used = new Set(state.read().blobs.list.map(({ object }) => object?.hash))
    await (await store())?.keepContents((hash) => used.has(hash)).catch(() => undefined)
  }

  async function load(): Promise<void> {
    const saved = await (await store())?.load(revision).catch(giveUp)
    if (!saved) return
    revision = saved.revision
    try {
      state.write(saved.snapshot)
    } catch {
      // It was saved by an emulator with other people, or by nobody we know: the next save replaces it.
    }
    await tidyUp()
  }

  async function save(): Promise<void> {
    revision = randomHex(8)
    await (await store())?.save({ revision, snapshot: state.read() }).catch(giveUp)
    channel?.postMessage(revision)
  }

  if (channel !== null) channel.onmessage = () => void exclusive(load)
  return {
    around: (handle) =>
      exclusive(async () => {
        await load()
        const response = await handle()
        await save()
        return response
      }),
    changed: () => void exclusive(save),
    contents,
  }
}

/** Other tabs exist only where there is a storage to share; elsewhere an open channel keeps Node running. */
function openChannel(name: string): BroadcastChannel | null {
  const isShared = typeof indexedDB !== 'undefined' && typeof BroadcastChannel !== 'undefined'
  return isShared ? new BroadcastChannel(name) : null
}
