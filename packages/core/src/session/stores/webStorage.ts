import type { SessionStorage } from '../SessionStorage.ts'
import { withLock } from '../withLock.ts'
import { localHints } from './localHints.ts'
import { fromRecordText, recordName, toRecordText } from './recordText.ts'

/** A tab that holds the lock longer is frozen, and has written all that it will: nobody need wait for it. */
const longestLockMs = 1000
/** Chromium shows other tabs what was written only a little later: measured, at most 2.2 ms. */
const settlingMs = 5

/**
 * Keeps the session as text in localStorage (`'local'`: shared by all tabs) or sessionStorage (`'session'`:
 * this tab alone, until it is closed).
 *
 * For browsers and frames that refuse IndexedDB. localStorage has no transactions, so updates of several tabs
 * queue for a Web Lock, where there are any.
 *
 * @example
 * const client = createCubeClient({ appId: 1, signer, storage: webStorage('session') })
 */
export function webStorage(kind: 'local' | 'session'): SessionStorage {
  const isShared = kind === 'local'
  // Touched only when it is used: the very name throws where storage is denied.
  const open = (): Storage => (isShared ? localStorage : sessionStorage)
  const read = (key: string): unknown => fromRecordText(open().getItem(recordName(key)))

  const change = (key: string, decide: (stored: unknown) => unknown): void => {
    const next = decide(read(key))
    if (next === undefined) return
    // Removed first, because a full storage keeps what it has: the session of before.
    open().removeItem(recordName(key))
    open().setItem(recordName(key), toRecordText(next))
  }

  return {
    read: async (key) => read(key),

    async update(key, decide) {
      if (!isShared) return change(key, decide)
      await withLock(recordName(key), longestLockMs, async () => {
        change(key, decide)
        await new Promise((settled) => setTimeout(settled, settlingMs))
      })
    },

    ...(isShared && { hints: localHints }),
    close() {},
  }
}
