/** Remembers which rows of tables change, once somebody wants to know. */
export interface Watch {
  /** From now on changes are remembered. Until then that would only cost memory. */
  start(): void
  /** All rows were replaced at once. */
  replaced(): void
  /** Whether all rows were replaced since it was last asked. */
  takeReplaced(): boolean
  /** The rows of one table, by what they are known by. */
  table<Key>(): Touched<Key>
}

/** The rows of a table that have changed. */
export interface Touched<Key> {
  note(key: Key): void
  /** The rows noted since it was last asked. */
  take(): Key[]
}

/** A watch that sleeps until it is started. */
export function createWatch(): Watch {
  let isOn = false
  let isReplaced = false
  return {
    start() {
      isOn = true
    },
    replaced() {
      isReplaced = isOn
    },
    takeReplaced() {
      const was = isReplaced
      isReplaced = false
      return was
    },
    table<Key>(): Touched<Key> {
      const keys = new Set<Key>()
      return {
        note(key) {
          if (isOn) keys.add(key)
        },
        take() {
          const taken = [...keys]
          keys.clear()
          return taken
        },
      }
    },
  }
}
