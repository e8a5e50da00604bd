import { hintName } from '../hint.ts'
import type { HintStorage } from '../SessionStorage.ts'

/**
 * All hints are of one length: a full storage takes a text in place of another only if it is no longer, and a
 * logout must always be able to leave its mark.
 */
const hintLength = 128

/** Hints in localStorage, the only place that can be written before a page is gone. */
export const localHints: HintStorage = {
  read: (key) => withLocalStorage((storage) => storage.getItem(hintName(key))),
  write: (key, text) =>
    withLocalStorage((storage) => storage.setItem(hintName(key), text.padEnd(hintLength))),
}

/** Does without where it is denied. Only pages have any: elsewhere the name may warn when it is touched. */
function withLocalStorage<T>(work: (storage: Storage) => T): T | undefined {
  try {
    return typeof document === 'undefined' ? undefined : work(localStorage)
  } catch {
    return undefined
  }
}
