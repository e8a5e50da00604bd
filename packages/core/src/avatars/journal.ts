import { type CubeClient, internals } from '../client/CubeClient.ts'
import { localNow } from '../client/localNow.ts'
import type { SessionStorage } from '../session/SessionStorage.ts'
import { indexedDbStorage } from '../session/stores/indexedDb.ts'
import { inTime } from '../session/stores/inTime.ts'
import { memoryStorage } from '../session/stores/memory.ts'
import { isCount, isFields } from '../wire/fields.ts'
import { usedUids } from './avatarFields.ts'

/** A file that may have to go. It has a name of ours, or a uid that a profile named, or both. */
export interface JournalEntry {
  /** Of a file that was made here. Without an id, nobody knows whether it was. */
  readonly name?: string | undefined
  readonly id?: number | undefined
  readonly uid?: string | undefined
  /** Which client has to do with it; empty for none. */
  readonly by: string
  /** Since when, ms since 1970 by this device's clock. */
  readonly at: number
  /**
   * - `open`: it may go as soon as that client is done with it;
   * - `kept`: the profile may yet point to it. That client alone may delete it, and everybody after ten minutes;
   * - `worn`: it is the avatar. When it is no longer, somebody elsewhere has replaced it, and may put it back.
   */
  readonly state: 'open' | 'kept' | 'worn'
  /** When an answer was lost, ms since 1970: the request may still arrive, and have the profile point to this file. */
  readonly lostAt?: number | undefined
}

/**
 * What this device knows of files that may have to go, of one user: ids, uids and random names, nothing else. It outlives
 * the page and the session; whoever signs in again finds it.
 */
export interface AvatarJournal {
  readonly read: () => Promise<readonly JournalEntry[]>
  /** Changes the entries in one transaction. `decide` may be called twice. Never rejects. */
  readonly change: (decide: (entries: readonly JournalEntry[]) => readonly JournalEntry[]) => Promise<void>
  /** Lets go of what is held open. */
  readonly close: () => void
}

/** After so long, in ms, nothing that was sent comes true any more, and nobody undoes anything. */
const graceMs = 10 * 60_000
/** More are not kept: each is a file that could not be deleted. */
const mostEntries = 100

const memories = new WeakMap<CubeClient, SessionStorage>()

/**
 * The journal of one user, in the place where sessions are kept.
 *
 * Where that fails it is in memory: a picture that cannot be uploaded because of it would be worse than one that is left
 * on the server if the page dies in that very moment.
 */
export function avatarJournal(client: CubeClient, user: number): AvatarJournal {
  const key = `avatars ${client.appId} ${client.apiUrl} ${user}`
  const memory = memories.get(client) ?? memoryStorage()
  memories.set(client, memory)
  const own = client[internals].options.storage
  const stored = own ?? databaseOf(client)
  /** Whether the storage has failed: it is not waited for again. */
  let isBroken = false
  /** As it was last seen in the storage. */
  let seen: readonly JournalEntry[] = []

  const readStored = async (): Promise<readonly JournalEntry[]> => {
    try {
      if (!isBroken) seen = parseEntries(await inTime(async () => stored?.read(key)))
    } catch {
      isBroken = true
    }
    return seen
  }

  return {
    read: async () => merge(await readStored(), parseEntries(await memory.read(key))),

    async change(decide) {
      const update = (storage: SessionStorage, known: readonly JournalEntry[]): Promise<void> =>
        storage.update(key, (value) => {
          const before = merge(parseEntries(value), known)
          const after = decide(before).slice(-mostEntries)
          if (storage === stored) seen = after
          return after.length > 0 ? { v: 1, entries: after } : before.length > 0 ? null : undefined
        })
      const inMemory = parseEntries(await memory.read(key))
      try {
        if (!stored || isBroken) throw new Error('There is none')
        await inTime(() => update(stored, inMemory))
        await memory.update(key, () => null)
      } catch {
        isBroken = true
        await update(memory, seen)
      }
    },

    // The app's own storage is in use by the session.
    close: () => (own ? undefined : stored?.close()),
  }
}

/** Whether there is anything to do, as far as is known here: not when the avatar is all that is left. */
export function isSweepDue(client: CubeClient, entries: readonly JournalEntry[]): boolean {
  const { user } = client.getSession()
  const used: ReadonlySet<string | undefined> = user ? usedUids(user) : new Set()
  return entries.some(
    (entry) =>
      entry.state !== 'worn' || !used.has(entry.uid) || (entry.name === undefined && isOld(client, entry)),
  )
}

/** Whether nothing has been done about an entry for ten minutes. */
export function isOld(client: CubeClient, { at }: JournalEntry): boolean {
  return isLongAgo(client, at)
}

/** Whether the profile may come to point to a file by a request of the last ten minutes. */
export function isLate(client: CubeClient, { lostAt }: JournalEntry): boolean {
  return lostAt !== undefined && !isLongAgo(client, lostAt)
}

/** A clock that was set back does not make anything last. */
function isLongAgo(client: CubeClient, at: number): boolean {
  return Math.abs(localNow(client) - at) > graceMs
}

/** Where sessions survive the page; they are told apart by their keys. */
function databaseOf(client: CubeClient): SessionStorage | null {
  try {
    const { persist = 'local' } = client[internals].options
    return persist === 'local' && globalThis.indexedDB ? indexedDbStorage() : null
  } catch {
    return null
  }
}

/** Whether two entries are of one file. */
export function isSameFile(a: JournalEntry, b: JournalEntry): boolean {
  return (a.name !== undefined && a.name === b.name) || (a.uid !== undefined && a.uid === b.uid)
}

function merge(entries: readonly JournalEntry[], others: readonly JournalEntry[]): readonly JournalEntry[] {
  return [...entries, ...others.filter((other) => !entries.some((entry) => isSameFile(entry, other)))]
}

/** Reads what is stored; what is damaged is left out. A later version of Cubekit is left alone. */
function parseEntries(value: unknown): readonly JournalEntry[] {
  if (!isFields(value)) return []
  if (value['v'] !== 1) throw new Error('Written by a later version')
  return Array.isArray(value['entries']) ? value['entries'].flatMap(parseEntry) : []
}

function parseEntry(value: unknown): JournalEntry[] {
  if (!isFields(value)) return []
  const { name, id, uid, by, at, state, lostAt } = value
  const named = typeof name === 'string' && name !== '' ? { name } : null
  const known = typeof uid === 'string' && uid !== '' ? { uid } : null
  if (!named && !known) return []
  return [
    {
      ...named,
      ...known,
      ...(isCount(id) && id > 0 && { id }),
      ...(isCount(lostAt) && { lostAt }),
      by: typeof by === 'string' ? by : '',
      at: isCount(at) ? at : 0,
      state: state === 'kept' || state === 'worn' ? state : 'open',
    },
  ]
}
