import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCubeClient, isCubeError, memoryStorage, unsigned } from '../../src/index.ts'
import { fuzzRuns, fuzzTimeoutMs } from './fuzzRuns.ts'
import { anyValue, isUnpolluted, spoiled } from './spoiled.ts'

const key = '1 https://api.fuzz.test'

const record = {
  v: 1,
  epoch: 3,
  rev: 2,
  identity: {
    kind: 'user',
    user: { id: 7, login: 'ada', user_tags: ['a'], is_guest: false },
    token: 'token-of-ada',
  },
  appToken: 'token-of-the-app',
  endReason: null,
  tries: [1, 2],
}

test(
  `rows 54, 58, 59, I6: ${fuzzRuns} stored values are a session, or none, and never a crash`,
  { timeout: fuzzTimeoutMs },
  async () => {
    let sessions = 0
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyValue, spoiled(record)), async (stored) => {
        const storage = memoryStorage()
        await storage.update(key, () => stored)
        const client = createCubeClient({
          appId: 1,
          apiUrl: 'https://api.fuzz.test',
          signer: unsigned({ authKey: 'key' }),
          storage,
          // As real storages do it, by value; what cannot be cloned could not have been stored.
          fetch: () => Promise.reject(new TypeError('Failed to fetch')),
        })
        await client.ready()
        const { status, user } = client.getSession()
        if (user) sessions++
        expect(status).not.toBe('loading')
        expect((user === null) === (status === 'signed-out')).toBe(true)
        if (user) expect(Number.isSafeInteger(user.id) && user.id > 0).toBe(true)
        const outcome = await client
          .request({ method: 'GET', path: '/anything', parse: () => 'answered' })
          .catch((error: unknown) => (isCubeError(error) ? error.code : error))
        expect(typeof outcome).toBe('string')
        expect(isUnpolluted()).toBe(true)
      }),
      { numRuns: fuzzRuns, seed: 54 },
    )
    // Otherwise nothing that is nearly right was among them.
    expect(sessions).toBeGreaterThan(fuzzRuns / 50)
  },
)
