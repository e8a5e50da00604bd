import { formatHint, parseHint, type SessionHint } from './hint.ts'
import { isFromTheFuture, isNewer, parseRecord, type SessionRecord } from './record.ts'
import type { SessionStorage } from './SessionStorage.ts'
import { inTime } from './stores/inTime.ts'
import { memoryStorage } from './stores/memory.ts'

/**
 * How well the session is kept: `durable`, where it should be; `pending`, in a place that a crash may empty;
 * `memory`, for the life of the page. What is not durable becomes so when the page is next looked at, if it can.
 */
export type Persistence = 'durable' | 'pending' | 'memory'

/** What the vault needs. */
export interface VaultOptions {
  /** Under which key the record is stored. */
  readonly key: string
  /** Where to store it: the best place first. Below the last there is memory. */
  readonly storages: readonly SessionStorage[]
  /** What this client knows of the record. */
  readonly known: () => SessionRecord
  /** Whether that is ahead of what is stored, because a logout is still to be stored. */
  readonly isEnding: () => boolean
  readonly onPersistence: (persistence: Persistence) => void
}

/** Keeps the one record, as well as the browser lets it. */
export interface Vault {
  readonly persistence: () => Persistence
  /**
   * The stored record, or `null` if nothing is stored that may be used. `isLost` when something was stored and is
   * gone, or was begun anew by somebody who did not know of it: site data were cleared.
   */
  readonly read: () => Promise<{ readonly record: SessionRecord | null; readonly isLost: boolean }>
  /** Changes the record in one transaction; `null` leaves it. What `decide` gets is never behind what is known. */
  readonly update: (decide: (base: SessionRecord) => SessionRecord | null) => Promise<void>
  /** Tries the best place again, if a lesser one is in use. */
  readonly recover: () => Promise<void>
  /** Whether what the best place holds was ever known. */
  readonly wasRead: () => boolean
  readonly hint: () => SessionHint | null
  /** Whether the hint, where there is a place for one, speaks of this very record: nobody else put it there. */
  readonly vouchesFor: (record: SessionRecord) => boolean
  /** Notes at once that all records below this epoch are over. */
  readonly markEnded: (epoch: number) => void
  /** Notes what is stored by now; `isSettled` when a logout, if there was one, has been stored. */
  readonly noteStored: (isSettled: boolean) => void
  readonly close: () => void
}

/** A later version of Cubekit owns the stored record: this one goes on in memory and touches nothing. */
class FutureRecordError extends Error {}

/** Makes the vault. Touches no storage until it is asked for something. */
export function createVault(options: VaultOptions): Vault {
  const { key, storages, known, isEnding, onPersistence } = options
  const rungs = [...storages, memoryStorage()]
  const last = rungs.length - 1
  const { hints } = storages[0] ?? {}
  let rung = 0
  /** What the best storage held when it was given up. */
  let leftAt: SessionRecord | null = null
  let isForeign = false
  let hasStored = false
  let wasRead = false

  const persistence = (): Persistence => (rung === last ? 'memory' : rung === 0 ? 'durable' : 'pending')

  const hintText = (): string | null | undefined => quietly(() => hints?.read(key))
  const hint = (): SessionHint | null => parseHint(hintText() ?? null)
  const writeHint = (ended: number): void => {
    if (!isForeign) quietly(() => hints?.write(key, formatHint(known(), ended)))
  }

  const stepDown = async (from: number, error: unknown): Promise<void> => {
    if (rung !== from) return
    if (from === 0) leftAt = known()
    quietly(() => rungs[from]?.close())
    isForeign = error instanceof FutureRecordError
    rung = isForeign ? last : from + 1
    hasStored = false
    const noted = hint()
    try {
      await rungs[rung]?.update(key, (stored) => {
        const there = parseRecord(stored)
        // An old copy must not bring anybody back: it counts only if the hint knows of nothing later.
        const counts = there && noted && !isNewer(noted, there) && there.epoch >= noted.ended
        if (counts && isNewer(there, known())) return undefined
        const { epoch } = known()
        return noted && noted.epoch > epoch ? { ...withoutSession(known()), epoch: noted.epoch } : known()
      })
      if (rung > from) onPersistence(persistence())
    } catch (further) {
      await stepDown(rung, further)
    }
  }

  const withStorage = async <T>(work: (storage: SessionStorage) => Promise<T>): Promise<T> => {
    for (;;) {
      const at = rung
      const storage = rungs[at] ?? memoryStorage()
      try {
        // An app's own storage may never answer.
        const done = await inTime(() => work(storage))
        // Given up meanwhile by another operation: what counts is in another place now.
        if (at === rung) return done
      } catch (error) {
        if (at === last) throw error
        await stepDown(at, error)
      }
    }
  }

  return {
    persistence,
    wasRead: () => wasRead,
    hint,

    vouchesFor({ epoch, rev }) {
      const text = hintText()
      const noted = parseHint(text ?? null)
      return text === undefined || (noted?.epoch === epoch && noted.rev === rev)
    },

    read: () =>
      withStorage(async (from) => {
        const value = await from.read(key)
        refuseFuture(value)
        wasRead ||= rung === 0
        const record = parseRecord(value)
        const isLost = record ? isNewer(known(), record) || isTwin(record, known()) : hasStored
        hasStored = record !== null
        return { record, isLost }
      }),

    async update(decide) {
      await withStorage((into) =>
        into.update(key, (stored) => {
          refuseFuture(stored)
          const base = parseRecord(stored) ?? withoutSession(known())
          // Behind what is known only if the site's data were cleared and another tab began anew: it goes on here.
          const isBehind = !isEnding() && isNewer(known(), base)
          const next = decide(isBehind ? continued(base, known()) : base) ?? undefined
          hasStored = next !== undefined || stored !== undefined
          return next
        }),
      )
    },

    async recover() {
      const storage = rungs[0]
      if (rung === 0 || !storage) return
      const from = rung
      try {
        await storage.update(key, (stored) => {
          refuseFuture(stored)
          const there = parseRecord(stored)
          const mine = known()
          const ended = hint()?.ended ?? 0
          const put = (next: SessionRecord): SessionRecord => {
            // Before it is stored, so that nobody takes it for what is over.
            quietly(() => hints?.write(key, formatHint(next, next.epoch)))
            return next
          }
          if (!there) return put(mine)
          if (there.identity && there.epoch < ended) {
            // Another tab's logout, which that tab could not store: it is meant for whom this tab shows, too.
            if (ended !== Infinity && mine.identity && mine.epoch < ended) return undefined
            return put(there.epoch < mine.epoch ? mine : { ...mine, epoch: there.epoch + 1, rev: 0 })
          }
          const isUntouched = leftAt !== null && !isNewer(there, leftAt)
          if (isUntouched) return isNewer(mine, there) ? put(mine) : undefined
          // Both went on without each other. What everybody else sees stands, later than anything here.
          const isLater = isSamePerson(there, mine) ? isNewer(there, mine) : there.epoch > mine.epoch
          return isLater ? undefined : { ...there, epoch: mine.epoch + 1, rev: 0 }
        })
      } catch {
        quietly(() => storage.close())
        return
      }
      if (rung !== from) return
      for (const lower of rungs.slice(1, last)) await lower.update(key, () => null).catch(() => {})
      rung = 0
      leftAt = null
      isForeign = false
      onPersistence('durable')
    },

    markEnded(epoch) {
      writeHint(Math.max(epoch, hint()?.ended ?? 0))
    },

    noteStored(isSettled) {
      if (isForeign || (rung === last && last > 0)) return
      const noted = hint()?.ended ?? 0
      // On a lesser storage, the best one still holds whom it held.
      const below = rung === 0 ? 0 : known().epoch
      writeHint(isSettled ? below : Math.max(noted, below))
    },

    close: () => quietly(() => rungs[rung]?.close()),
  }
}

/** The record to go on from when the stored one is gone. */
function withoutSession(record: SessionRecord): SessionRecord {
  return record.identity === null
    ? { ...record, appToken: null }
    : { ...record, epoch: record.epoch + 1, rev: 0, identity: null, appToken: null }
}

/** A record that was begun anew, as a later one than what is known. */
function continued(record: SessionRecord, known: SessionRecord): SessionRecord {
  return isSamePerson(record, known)
    ? { ...record, epoch: known.epoch, rev: known.rev }
    : { ...record, epoch: known.epoch + 1, rev: 0 }
}

function isSamePerson(a: SessionRecord, b: SessionRecord): boolean {
  return a.identity?.user.id === b.identity?.user.id
}

/** Whether two records that do not know of each other bear the same number. */
function isTwin(a: SessionRecord, b: SessionRecord): boolean {
  return !isNewer(a, b) && !isNewer(b, a) && a.identity?.token !== b.identity?.token
}

function refuseFuture(stored: unknown): void {
  if (isFromTheFuture(stored)) throw new FutureRecordError()
}

/** What an app's own storage throws must not keep anybody signed in. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
