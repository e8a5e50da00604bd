/**
 * Where session records are kept: one value per key, changed only by {@link SessionStorage.update}.
 */
export interface SessionStorage {
  /** The stored value, or `undefined`. */
  read(key: string): Promise<unknown>
  /**
   * Reads the stored value and, in the same transaction, writes what `decide` returns; `undefined` leaves it
   * as it is. No other tab comes in between.
   */
  update(key: string, decide: (stored: unknown) => unknown): Promise<void>
  /**
   * Notes at once, before anything is awaited, that all records below this epoch are over, `Infinity` for all:
   * a page that is left right after a logout is gone before `update` is done, and an `update` can fail.
   * Storages that die with the page need none.
   */
  markEnded?(key: string, epoch: number): void
  /** The epoch that was noted, 0 if none. */
  endedEpoch?(key: string): number
  /** Forgets the note, since the record itself says it by now. */
  clearEnded?(key: string): void
  /** Lets go of what is held open. The next call opens it again. */
  close(): void
}
