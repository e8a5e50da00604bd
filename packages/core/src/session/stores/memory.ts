import type { SessionStorage } from '../SessionStorage.ts'

/**
 * Keeps the session for as long as the page or process lives.
 *
 * @example
 * const client = createCubeClient({ appId: 1, signer, storage: memoryStorage() })
 */
export function memoryStorage(): SessionStorage {
  const values = new Map<string, unknown>()
  return {
    read: async (key) => values.get(key),
    async update(key, decide) {
      const next = decide(values.get(key))
      if (next !== undefined) values.set(key, next)
    },
    close() {},
  }
}
