import type { SessionStorage } from '../SessionStorage.ts'
import { localHints } from './localHints.ts'

const databaseName = 'cubekit'
const storeName = 'sessions'

/**
 * How long one operation may take: so many waits of so many ms. A frozen tab can hold a transaction for ever.
 *
 * Not one long wait: after a page was busy or asleep, its timer would come before the answer that is there too.
 * Not five or more: browsers let those of a hidden page wait for minutes.
 */
const waits = 4
const waitMs = 375

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

  const run = async (
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore, stored: unknown) => void,
    key: string,
  ): Promise<unknown> => {
    let transaction: IDBTransaction | undefined
    let late = false
    const exchange = async (): Promise<unknown> => {
      const database = await open()
      return new Promise<unknown>((resolve, reject) => {
        if (late) return
        const current = database.transaction(storeName, mode, { durability: 'strict' })
        transaction = current
        let stored: unknown
        const store = current.objectStore(storeName)
        const request = store.get(key)
        request.addEventListener('success', () => {
          stored = request.result
          try {
            work(store, stored)
          } catch (error) {
            // Thrown on, it would reach the host as an uncaught error.
            reject(error)
            abortQuietly(current)
          }
        })
        current.addEventListener('complete', () => resolve(stored))
        current.addEventListener('abort', () => reject(current.error ?? new Error('IndexedDB gave up')))
      })
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    const deadline = new Promise<never>((_, reject) => {
      const wait = (left: number): void => {
        timer = setTimeout(() => {
          if (left > 1) return wait(left - 1)
          late = true
          reject(new Error('IndexedDB did not answer in time'))
          // What could not be written in time must not be written later.
          if (transaction) abortQuietly(transaction)
        }, waitMs)
      }
      wait(waits)
    })
    try {
      return await Promise.race([exchange(), deadline])
    } finally {
      clearTimeout(timer)
    }
  }

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
