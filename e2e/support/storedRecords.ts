import type { Page } from 'playwright'

/** One stored session record, as anybody can read it. */
export interface StoredRecord {
  readonly key: string
  readonly value: unknown
}

/** Reads the session records of the page's origin, without Cubekit. */
export function readRecords(page: Page): Promise<StoredRecord[]> {
  return page.evaluate(
    () =>
      new Promise<StoredRecord[]>((resolve, reject) => {
        const opening = indexedDB.open('cubekit')
        opening.addEventListener('error', () => reject(opening.error ?? new Error('not opened')))
        opening.addEventListener('success', () => {
          const database = opening.result
          const found: StoredRecord[] = []
          const walk = database.transaction('sessions').objectStore('sessions').openCursor()
          walk.addEventListener('success', () => {
            const cursor = walk.result
            if (cursor) {
              found.push({ key: cursor.key as string, value: cursor.value })
              return cursor.continue()
            }
            database.close()
            resolve(found)
          })
        })
      }),
  )
}

/** Writes a session record of the page's origin, without Cubekit; `undefined` deletes it. */
export async function writeRecord(page: Page, key: string, value: unknown): Promise<void> {
  await page.evaluate(
    ([key, value]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('cubekit')
        opening.addEventListener('error', () => reject(opening.error ?? new Error('not opened')))
        opening.addEventListener('success', () => {
          const database = opening.result
          const transaction = database.transaction('sessions', 'readwrite')
          transaction.objectStore('sessions').put(value, key)
          transaction.addEventListener('complete', () => {
            database.close()
            resolve()
          })
        })
      }),
    [key, value] as const,
  )
}
