import type { EmulatorState, Persistence } from '../assembleEmulator.ts'
import { createMemoryContents, type ContentStore } from '../db/contents.ts'
import { randomHex } from '../db/tokens.ts'
import { openStore, type SnapshotStore } from './snapshotStore.ts'
import { createExclusive } from './exclusive.ts'

/**
 * Keeps the state of an emulator in IndexedDB, one state for all tabs: each request is handled under a
 * lock, on the newest state, and its effect is saved before it is answered. Controls do not wait: they are
 * pulled on the state there is, and again on a newer one, should there be one.
 */
export function persistInIndexedDb(name: string, state: EmulatorState): Persistence {
  const exclusive = createExclusive(name)
  const channel = openChannel(name)
  let opening: Promise<SnapshotStore | null> | undefined
  let revision = ''
  /** What controls changed since the last save. */
  let unsaved: (() => void)[] = []

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
      for (const make of unsaved) attempt(make)
    } catch {
      // It was saved by an emulator with other people, or by nobody we know: the next save replaces it.
    }
    state.announce()
    await tidyUp()
  }

  async function save(): Promise<void> {
    const open = await store()
    revision = randomHex(8)
    unsaved = []
    await open?.save({ revision, snapshot: state.read() }).catch(giveUp)
    channel?.postMessage(revision)
  }

  if (channel !== null) channel.onmessage = () => void exclusive(load)
  void exclusive(load)
  return {
    around: (handle) =>
      exclusive(async () => {
        await load()
        const response = await handle()
        await save()
        return response
      }),
    change(make) {
      make()
      unsaved.push(make)
      void exclusive(async () => {
        await load()
        await save()
      })
    },
    contents,
  }
}

function attempt(make: () => void): void {
  try {
    make()
  } catch {
    // It made sense on the state before, and makes none on this: the clock would be too far ahead.
  }
}

/** Other tabs exist only where there is a storage to share; elsewhere an open channel keeps Node running. */
function openChannel(name: string): BroadcastChannel | null {
  const isShared = typeof indexedDB !== 'undefined' && typeof BroadcastChannel !== 'undefined'
  return isShared ? new BroadcastChannel(name) : null
}
