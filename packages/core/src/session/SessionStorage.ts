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
  /** Lets go of what is held open. The next call opens it again. */
  close(): void
}
