import type { Page } from 'playwright'

/** One value that a page keeps, and where. */
export interface StoredValue {
  /** `localStorage:key`, `cookie`, `indexedDB:database/store/key`, … */
  where: string
  /** The value as JSON text. */
  value: string
}

/** Reads every storage of the page's origin. */
export async function everythingStored(page: Page): Promise<StoredValue[]> {
  return page.evaluate(async () => {
    const found: StoredValue[] = []
    for (const [name, storage] of Object.entries({ localStorage, sessionStorage })) {
      for (const key of Object.keys(storage)) {
        found.push({ where: `${name}:${key}`, value: storage.getItem(key) ?? '' })
      }
    }
    if (document.cookie !== '') found.push({ where: 'cookie', value: document.cookie })
    for (const name of await caches.keys()) found.push({ where: `cache:${name}`, value: '' })

    const settled = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB failed')))
      })
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name))
      for (const storeName of database.objectStoreNames) {
        const store = database.transaction(storeName).objectStore(storeName)
        const [keys, values] = await Promise.all([settled(store.getAllKeys()), settled(store.getAll())])
        for (const [index, key] of keys.entries()) {
          found.push({
            where: `indexedDB:${name}/${storeName}/${JSON.stringify(key)}`,
            value: JSON.stringify(values[index]),
          })
        }
      }
      database.close()
    }
    return found
  })
}
