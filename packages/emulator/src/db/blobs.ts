import type { EmulatorBlob } from './blob.ts'
import { changesOf, type TableChanges } from './changes.ts'
import { randomHex } from './tokens.ts'
import type { Watch } from './watch.ts'

/** The ids of files count up from here. */
export const FIRST_BLOB_ID: number = 400_001

interface BlobsState {
  readonly list: readonly EmulatorBlob[]
  readonly nextId: number
}

/** The files table. */
export interface Blobs {
  readonly size: number
  get(id: number): EmulatorBlob | undefined
  findByUid(uid: string): EmulatorBlob | undefined
  list(): Iterable<EmulatorBlob>
  /** A user's files, the oldest first. */
  listOf(userId: number): readonly EmulatorBlob[]
  create(
    details: Pick<EmulatorBlob, 'userId' | 'name' | 'contentType' | 'isPublic'>,
    now: number,
  ): EmulatorBlob
  /** Writes a file back; one that was removed meanwhile stays removed. */
  update(blob: EmulatorBlob): void
  remove(id: number): void
  /** Whether a file has the content with this hash. */
  hasContent(hash: string): boolean
  reset(): void
  save(): BlobsState
  load(state: BlobsState): void
  /** What has changed since it was last asked; `null` when nothing has. */
  takeChanges(): TableChanges<EmulatorBlob, number> | null
  apply(changes: TableChanges<EmulatorBlob, number>): void
}

/** A files table with the files that are there from the start. */
export function createBlobs(seeded: readonly EmulatorBlob[], watch: Watch): Blobs {
  const byId = new Map<number, EmulatorBlob>()
  const byUid = new Map<string, number>()
  const byOwner = new Map<number, Set<number>>()
  const touched = watch.table<number>()
  let nextId = FIRST_BLOB_ID + seeded.length

  function put(blob: EmulatorBlob): void {
    touched.note(blob.id)
    byId.set(blob.id, blob)
    byUid.set(blob.uid, blob.id)
    const owned = byOwner.get(blob.userId) ?? new Set()
    owned.add(blob.id)
    byOwner.set(blob.userId, owned)
  }
  function remove(id: number): void {
    const blob = byId.get(id)
    if (blob === undefined) return
    touched.note(id)
    byId.delete(id)
    byUid.delete(blob.uid)
    const owned = byOwner.get(blob.userId)
    owned?.delete(id)
    if (owned?.size === 0) byOwner.delete(blob.userId)
  }
  function clear(): void {
    for (const index of [byId, byUid, byOwner]) index.clear()
    watch.replaced()
  }
  const find = (id: number | undefined): EmulatorBlob | undefined =>
    id === undefined ? undefined : byId.get(id)

  seeded.forEach(put)
  return {
    get size() {
      return byId.size
    },
    get: find,
    findByUid: (uid) => find(byUid.get(uid)),
    list: () => byId.values(),
    listOf: (userId) => [...(byOwner.get(userId) ?? [])].flatMap((id) => byId.get(id) ?? []),
    create(details, now) {
      const blob: EmulatorBlob = {
        ...details,
        id: nextId++,
        uid: createUid(),
        size: null,
        createdAt: now,
        updatedAt: now,
        completedAt: null,
        object: null,
      }
      put(blob)
      return blob
    },
    update(blob) {
      if (byId.has(blob.id)) put(blob)
    },
    remove,
    hasContent(hash) {
      for (const blob of byId.values()) if (blob.object?.hash === hash) return true
      return false
    },
    reset() {
      // Ids go on counting: what was known of a file before a reset must not fit one made after it.
      clear()
      seeded.forEach(put)
    },
    save: () => ({ list: [...byId.values()], nextId }),
    load(state) {
      clear()
      for (const blob of state.list) put(blob)
      nextId = Math.max(nextId, state.nextId)
    },
    takeChanges: () => changesOf(touched.take(), find, nextId),
    apply(changes) {
      changes.removed.forEach(remove)
      changes.put.forEach(put)
      nextId = Math.max(nextId, changes.nextId)
    },
  }
}

/** 34 characters, the last two of them zeros, as the service makes them; never digits only, as an id is. */
function createUid(): string {
  let uid: string
  do uid = `${randomHex(16)}00`
  while (/^\d+$/.test(uid))
  return uid
}
