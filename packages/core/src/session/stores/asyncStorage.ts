import type { SessionStorage } from '../SessionStorage.ts'
import { keyValueStorage } from './keyValueStorage.ts'
import { recordName } from './recordText.ts'

/** What {@link asyncStorage} needs of a store: `@react-native-async-storage/async-storage` has it. */
export interface AsyncStorageLike {
  getItem(key: string): Promise<string | null>
  setItem(key: string, value: string): Promise<unknown>
  removeItem(key: string): Promise<unknown>
}

/**
 * Keeps the session in React Native's AsyncStorage, or in any store with the same three functions. It is not
 * encrypted: {@link secureStorage} is.
 *
 * @example
 * import AsyncStorage from '@react-native-async-storage/async-storage'
 *
 * const client = createCubeClient({ appId: 1, signer, storage: asyncStorage(AsyncStorage) })
 */
export function asyncStorage(store: AsyncStorageLike): SessionStorage {
  return keyValueStorage(store, {
    read: (key) => store.getItem(recordName(key)),
    async write(key, text) {
      await store.setItem(recordName(key), text)
    },
    async remove(key) {
      await store.removeItem(recordName(key))
    },
  })
}
