import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  browserTabs,
  createCubeClient,
  memoryStorage,
  type SessionStorage,
  unsigned,
} from '../../src/index.ts'
import { fuzzRuns, fuzzTimeoutMs } from './fuzzRuns.ts'
import { anyValue, isUnpolluted } from './spoiled.ts'

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

/** What a page of the same origin can say: to the channel, or by a `storage` event. */
const messages: fc.Arbitrary<{ data: unknown } | { text: string }> = fc.oneof(
  anyValue.map((data) => ({ data })),
  fc
    .tuple(fc.oneof(fc.integer(), fc.double(), anyValue), fc.oneof(fc.integer(), fc.double()))
    .map(([epoch, rev]) => ({ data: { epoch, rev, identity: 'somebody else' } })),
  fc.string().map((text) => ({ text })),
  fc.json().map((text) => ({ text })),
)

let page: EventTarget
let channel: EventTarget

beforeEach(() => {
  vi.useFakeTimers()
  page = new EventTarget()
  channel = Object.assign(new EventTarget(), { postMessage() {}, close() {} })
  vi.stubGlobal('window', page)
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  vi.stubGlobal('navigator', {})
  vi.stubGlobal('BroadcastChannel', function open() {
    return channel
  })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test(
  `rows 26 and 101, I7: ${fuzzRuns} messages of other pages change nothing, and do not keep the tab reading`,
  { timeout: fuzzTimeoutMs },
  async () => {
    const memory = memoryStorage()
    await memory.update(key, () => record)
    let reads = 0
    const storage: SessionStorage = {
      ...memory,
      read: (name) => {
        reads++
        return memory.read(name)
      },
    }
    const client = createCubeClient({
      appId: 1,
      apiUrl: 'https://api.fuzz.test',
      signer: unsigned({ authKey: 'key' }),
      storage,
      tabs: browserTabs(key),
    })
    const stop = client.start()
    await client.ready()
    const before = client.getSession()
    expect(before.status).toBe('user')
    await fc.assert(
      fc.asyncProperty(messages, async (message) => {
        if ('data' in message) channel.dispatchEvent(new MessageEvent('message', { data: message.data }))
        else {
          const event = Object.assign(new Event('storage'), { key: `cubekit ${key}`, newValue: message.text })
          page.dispatchEvent(event)
        }
        await Promise.resolve()
        expect(client.getSession()).toBe(before)
        expect(isUnpolluted()).toBe(true)
      }),
      { numRuns: fuzzRuns, seed: 101 },
    )
    await vi.runOnlyPendingTimersAsync()
    expect(client.getSession()).toBe(before)
    // Some looks at once, then one after a rest: however many messages there were.
    expect(reads).toBeGreaterThan(1)
    expect(reads).toBeLessThanOrEqual(20)
    stop()
  },
)
