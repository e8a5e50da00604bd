import type { SessionStorage } from '../SessionStorage.ts'
import { inTime, stopIfLate } from './inTime.ts'
import { localHints } from './localHints.ts'

const databaseName = 'cubekit'
const storeName = 'sessions'

/**
 * Keeps the session in IndexedDB, so that it survives reloads and is shared by all tabs of the origin.
 *
 * IndexedDB and not localStorage, because only its transactions let two tabs change one record without losing
 * an update, and because Chromium may bring back what localStorage deleted just before a crash.
 */
export function indexedDbStorage(): SessionStorage {
  let opened: Promise<IDBDatabase> | null = null

  const open = (): Promise<IDBDatabase> => {
    opened ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(databaseName, 1)
      request.addEventListener('upgradeneeded', () => request.result.createObjectStore(storeName))
      request.addEventListener('error', () =>
        reject(request.error ?? new Error('IndexedDB is not available')),
      )
      request.addEventListener('success', () => {
        const database = request.result
        const forget = (): void => {
          opened = null
        }
        database.addEventListener('close', forget)
        database.addEventListener('versionchange', () => {
          forget()
          database.close()
        })
        resolve(database)
      })
    })
    opened.catch(() => {
      opened = null
    })
    return opened
  }

  const run = (
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore, stored: unknown) => void,
    key: string,
  ): Promise<unknown> =>
    inTime(async (late) => {
      const database = await open()
      stopIfLate(late)
      return new Promise<unknown>((resolve, reject) => {
        const transaction = database.transaction(storeName, mode, { durability: 'strict' })
        late.addEventListener('abort', () => abortQuietly(transaction))
        let stored: unknown
        const store = transaction.objectStore(storeName)
        const request = store.get(key)
        request.addEventListener('success', () => {
          stored = request.result
          try {
            work(store, stored)
          } catch (error) {
            // Thrown on, it would reach the host as an uncaught error.
            reject(error)
            abortQuietly(transaction)
          }
        })
        transaction.addEventListener('complete', () => resolve(stored))
        transaction.addEventListener('abort', () =>
          reject(transaction.error ?? new Error('IndexedDB gave up')),
        )
      })
    })

  return {
    read: (key) => run('readonly', () => {}, key),
    async update(key, decide) {
      await run(
        'readwrite',
        (store, stored) => {
          const next = decide(stored)
          if (next !== undefined) store.put(next, key)
        },
        key,
      )
    },
    hints: localHints,
    close() {
      void opened?.then((database) => database.close()).catch(() => {})
      opened = null
    },
  }
}

function abortQuietly(transaction: IDBTransaction): void {
  try {
    transaction.abort()
  } catch {
    // It has already ended.
  }
}
