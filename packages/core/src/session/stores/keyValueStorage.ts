import type { SessionStorage } from '../SessionStorage.ts'
import { inTime, stopIfLate } from './inTime.ts'
import { fromRecordText, toRecordText } from './recordText.ts'

/** How a store keeps one text per key. */
export interface TextStore {
  readonly read: (key: string) => Promise<string | null | undefined>
  /** Replaces the text at once or, if it is stopped at any point, not at all. */
  readonly write: (key: string, text: string, late: AbortSignal) => Promise<void>
  readonly remove: (key: string) => Promise<void>
}

/** The last operation on each store, for all storages that were made for it. */
const queues = new WeakMap<object, Promise<unknown>>()

/**
 * Keeps records in a store that knows no transactions, by letting this process use it for one operation at a
 * time. One that is late holds back those behind it until the store has answered, so that it never overwrites
 * what they write.
 *
 * When an update fails, nothing is left: a session that could not be replaced must not come back.
 */
export function keyValueStorage(store: object, texts: TextStore): SessionStorage {
  const inTurn = <T>(work: (late: AbortSignal) => Promise<T>): Promise<T> =>
    inTime((late) => {
      const turn = Promise.resolve(queues.get(store)).then(() => {
        stopIfLate(late)
        return work(late)
      })
      queues.set(
        store,
        turn.catch(() => {}),
      )
      return turn
    })

  return {
    read: (key) => inTurn(async () => fromRecordText(await texts.read(key))),

    update: (key, decide) =>
      inTurn(async (late) => {
        const stored = fromRecordText(await texts.read(key))
        stopIfLate(late)
        const next = decide(stored)
        if (next === undefined) return
        try {
          await texts.write(key, toRecordText(next), late)
          stopIfLate(late)
        } catch (error) {
          await texts.remove(key)
          throw error
        }
      }),

    close() {},
  }
}
