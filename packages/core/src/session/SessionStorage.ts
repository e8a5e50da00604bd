/**
 * Where session records are kept: one value per key, changed only by {@link SessionStorage.update}.
 *
 * Reject what takes more than a second or two, as the ready-made storages do after 1.5 s: the client waits for your
 * answer, and goes on in a lesser place when there is none. What was rejected must not be written later.
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
   * A place for a short text beside each record, without secrets, that can be read and written at once: a page
   * that is left right after a logout is gone before `update` is done, and an `update` can fail. Storages that
   * die with the page need none.
   */
  readonly hints?: HintStorage
  /** Lets go of what is held open. The next call opens it again. */
  close(): void
}

/** See {@link SessionStorage.hints}. Both may throw; what they do is never relied upon. */
export interface HintStorage {
  /** `undefined` where there is no such place. */
  read(key: string): string | null | undefined
  write(key: string, text: string): void
}
