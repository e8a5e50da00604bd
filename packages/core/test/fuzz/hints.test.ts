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
  identity: { kind: 'user', user: { id: 7, login: 'ada', is_guest: false }, token: 'token-of-ada' },
  appToken: null,
  endReason: null,
  tries: [],
}

const texts: fc.Arbitrary<string> = fc.oneof(
  spoiled({ v: 1, epoch: 3, rev: 2, kind: 'user', ended: null }).map(toText),
  anyValue.map(toText),
  fc.string(),
  fc.json(),
)

test(
  `rows 54 and 101, I6: ${fuzzRuns} hints lead to the stored session, or to its end, and to nobody else`,
  { timeout: fuzzTimeoutMs },
  async () => {
    const statuses = new Set<string>()
    await fc.assert(
      fc.asyncProperty(texts, fc.boolean(), async (text, isEmpty) => {
        const memory = memoryStorage()
        if (!isEmpty) await memory.update(key, () => record)
        const written: string[] = []
        const client = createCubeClient({
          appId: 1,
          apiUrl: 'https://api.fuzz.test',
          signer: unsigned({ authKey: 'key' }),
          storage: {
            ...memory,
            hints: { read: () => written.at(-1) ?? text, write: (_, next) => void written.push(next) },
          },
          fetch: () => Promise.reject(new TypeError('Failed to fetch')),
        })
        const stop = client.start()
        await client.ready()
        const { status, user } = client.getSession()
        statuses.add(status)
        if (user) expect(user.id).toBe(7)
        if (isEmpty) expect(user).toBeNull()
        const outcome = await client
          .request({ method: 'GET', path: '/anything', parse: () => 'answered' })
          .catch((error: unknown) => (isCubeError(error) ? error.code : error))
        expect(typeof outcome).toBe('string')
        expect(written.join('')).not.toContain('token-of-ada')
        expect(isUnpolluted()).toBe(true)
        stop()
      }),
      { numRuns: fuzzRuns, seed: 102 },
    )
    expect([...statuses].sort()).toEqual(['signed-out', 'user'])
  },
)

function toText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    return '{}'
  }
}
