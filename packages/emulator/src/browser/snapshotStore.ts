import type { Content } from '../db/contents.ts'
import type { EmulatorSnapshot } from '../db/database.ts'

/** A saved state, and what tells it from the ones saved before and after. */
export interface SavedSnapshot {
  readonly revision: string
  readonly snapshot: EmulatorSnapshot
}

/** Where the state of a browser emulator is saved. */
export interface SnapshotStore {
  /** The saved state, unless it is the revision already known. */
  load(knownRevision: string): Promise<SavedSnapshot | null>
  save(saved: SavedSnapshot): Promise<void>
  loadContent(hash: string): Promise<Content | undefined>
  saveContent(hash: string, content: Content): Promise<void>
  /** Deletes the contents that nothing in use has. */
  keepContents(isUsed: (hash: string) => boolean): Promise<void>
}

const STORE = 'state'
const CONTENTS = 'contents'
const OPEN_DEADLINE_MS = 1_500

/** Opens the store. Rejects where there is no IndexedDB, where it is denied, and when it does not open in time. */
export async function openStore(name: string): Promise<SnapshotStore> {
  const database = await openDatabase(name)
  return {
    async load(knownRevision) {
      const store = database.transaction(STORE).objectStore(STORE)
      const revision: unknown = await result(store.get('revision'))
      if (typeof revision !== 'string' || revision === knownRevision) return null
      return { revision, snapshot: await result<EmulatorSnapshot>(store.get('snapshot')) }
    },
    async save({ revision, snapshot }) {
      const store = database.transaction(STORE, 'readwrite').objectStore(STORE)
      await Promise.all([result(store.put(revision, 'revision')), result(store.put(snapshot, 'snapshot'))])
    },
    loadContent: (hash) =>
      result<Content | undefined>(database.transaction(CONTENTS).objectStore(CONTENTS).get(hash)),
    async saveContent(hash, content) {
      await result(database.transaction(CONTENTS, 'readwrite').objectStore(CONTENTS).put(content, hash))
    },
    async keepContents(isUsed) {
      const store = database.transaction(CONTENTS, 'readwrite').objectStore(CONTENTS)
      const hashes = await result(store.getAllKeys())
      const unused = hashes.filter((hash) => typeof hash !== 'string' || !isUsed(hash))
      await Promise.all(unused.map((hash) => result(store.delete(hash))))
    },
  }
}

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 2)
    const deadline = setTimeout(() => reject(new Error('IndexedDB does not open.')), OPEN_DEADLINE_MS)
    request.onupgradeneeded = ({ oldVersion }) => {
      if (oldVersion < 1) request.result.createObjectStore(STORE)
      request.result.createObjectStore(CONTENTS)
    }
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      clearTimeout(deadline)
      // Whoever wants to delete the database must not wait for us.
      request.result.onversionchange = () => request.result.close()
      resolve(request.result)
    }
  })
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
