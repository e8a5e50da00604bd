import fc from 'fast-check'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  asyncStorage,
  indexedDbStorage,
  memoryStorage,
  secureStorage,
  type SessionStorage,
  webStorage,
} from '../../index.ts'
import { createDevice, type Device } from '../../../test/storages/createDevice.ts'
import { createWebStorage } from '../../../test/storages/createWebStorage.ts'

// What every storage must do, held against all of them.

let device: Device

beforeEach(() => {
  device = createDevice()
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('localStorage', createWebStorage())
  vi.stubGlobal('sessionStorage', createWebStorage())
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const storages: readonly (readonly [string, () => SessionStorage])[] = [
  ['memoryStorage', memoryStorage],
  ['indexedDbStorage', indexedDbStorage],
  ["webStorage('local')", () => webStorage('local')],
  ["webStorage('session')", () => webStorage('session')],
  ['asyncStorage', () => asyncStorage(device.asyncStore())],
  ['secureStorage', () => secureStorage(device.secureStore())],
]
const lasting = storages.filter(([name]) => name !== 'memoryStorage')
const written = lasting.filter(([name]) => name !== 'indexedDbStorage')
const onDevices = ['asyncStorage', 'secureStorage'] as const

function open(name: (typeof onDevices)[number], on: Device): SessionStorage {
  return name === 'asyncStorage' ? asyncStorage(on.asyncStore()) : secureStorage(on.secureStore())
}

describe.each(storages)('%s', (_, make) => {
  test('keeps one value per key', async () => {
    const storage = make()
    expect(await storage.read('a')).toBeUndefined()
    await storage.update('a', () => ({ n: 1 }))
    expect(await storage.read('a')).toEqual({ n: 1 })
    expect(await storage.read('b')).toBeUndefined()
  })

  test.each([
    ['a/b', 'a_b'],
    ['a b', 'a_0020b'],
    ['1 https://api.cubekit.test', '1 https://api.cubekit.test:8080'],
    ['ключ', 'ключи'],
    ['a', 'a_part_a0'],
    ['a', 'record a'],
  ])('never takes the key %j for %j', async (one, other) => {
    const storage = make()
    await storage.update(one, () => ({ text: 'x'.repeat(5000) }))
    await storage.update(other, () => ({ text: 'y'.repeat(5000) }))
    expect(await storage.read(one)).toEqual({ text: 'x'.repeat(5000) })
    await storage.update(one, () => null)
    expect(await storage.read(other)).toEqual({ text: 'y'.repeat(5000) })
  })

  test('leaves the value as it is when nothing is decided', async () => {
    const storage = make()
    await storage.update('a', () => 'first')
    await storage.update('a', () => undefined)
    expect(await storage.read('a')).toBe('first')
  })

  test('leaves the value as it is when whoever decides throws', async () => {
    const storage = make()
    await storage.update('a', () => 'first')
    const refused = storage.update('a', () => {
      throw new Error('no')
    })
    await expect(refused).rejects.toThrow('no')
    expect(await storage.read('a')).toBe('first')
    await storage.update('a', () => 'second')
    expect(await storage.read('a')).toBe('second')
  })

  test('loses no update of many at once', async () => {
    const storage = make()
    const add = (): Promise<void> => storage.update('n', (n) => (typeof n === 'number' ? n : 0) + 1)
    await Promise.all(Array.from({ length: 200 }, add))
    expect(await storage.read('n')).toBe(200)
  })

  test('opens again after it was closed', async () => {
    const storage = make()
    await storage.update('a', () => 1)
    storage.close()
    expect(await storage.read('a')).toBe(1)
  })

  test('gives back any record as it was', async () => {
    const storage = make()
    const records = fc.record({
      text: fc.string({ unit: 'grapheme', maxLength: 3000 }),
      value: fc.jsonValue(),
    })
    await fc.assert(
      fc.asyncProperty(records, async (record) => {
        await storage.update('a', () => record)
        expect(JSON.stringify(await storage.read('a'))).toBe(JSON.stringify(record))
      }),
      { numRuns: 200 },
    )
  })
})

describe.each(lasting)('%s', (_, make) => {
  test('keeps its values when the page or app starts anew', async () => {
    await make().update('a', () => ({ n: 1 }))
    expect(await make().read('a')).toEqual({ n: 1 })
  })

  test('loses no update of two that are open at once', async () => {
    const both = [make(), make()] as const
    const add = (storage: SessionStorage): Promise<void> => storage.update('n', (n) => Number(n ?? 0) + 1)
    await Promise.all(Array.from({ length: 200 }, (__, turn) => add(both[turn % 2 === 0 ? 0 : 1])))
    expect(await both[0].read('n')).toBe(200)
  })

  test('makes nothing of being constructed', () => {
    vi.stubGlobal('indexedDB', null)
    vi.stubGlobal('localStorage', null)
    vi.stubGlobal('sessionStorage', null)
    expect(make).not.toThrow()
    expect(device.calls()).toBe(0)
  })
})

describe.each(written)('%s', (_, make) => {
  test('row 54: a record of 1 MB is not kept, and neither is the one before it', async () => {
    const storage = make()
    await storage.update('a', () => ({ token: 'old' }))
    await expect(storage.update('a', () => 'x'.repeat(1_000_000))).rejects.toThrow('too long')
    expect(await storage.read('a')).toBeUndefined()
    await storage.update('a', () => 'short')
    expect(await storage.read('a')).toBe('short')
  })

  test.each(['{', 'undefined', '', '{"v":1', 'a b: 3', 'a gen: 3', `"${'x'.repeat(70_000)}"`])(
    'row 54: what somebody else damaged is nothing, case %#',
    async (damage) => {
      const storage = make()
      await storage.update('a', () => ({ n: 1 }))
      device.damage(damage)
      for (const web of [localStorage, sessionStorage]) if (web.length > 0) web.setItem(web.key(0)!, damage)
      expect(await storage.read('a')).toBeUndefined()
      await storage.update('a', (stored) => ({ stored: stored === undefined, n: 2 }))
      expect(await make().read('a')).toEqual({ stored: true, n: 2 })
    },
  )
})

describe.each(['local', 'session'] as const)('webStorage(%j)', (kind) => {
  test('row 52: denied, it says so, and only when it is used', async () => {
    vi.unstubAllGlobals()
    const name = `${kind}Storage`
    const before = Object.getOwnPropertyDescriptor(globalThis, name)
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => {
        throw new DOMException('denied', 'SecurityError')
      },
    })
    try {
      const storage = webStorage(kind)
      await expect(storage.read('a')).rejects.toThrow('denied')
      await expect(storage.update('a', () => 1)).rejects.toThrow('denied')
    } finally {
      Reflect.deleteProperty(globalThis, name)
      if (before) Object.defineProperty(globalThis, name, before)
    }
  })

  test('row 53: full, it says so and does not keep the session of before', async () => {
    const full = createWebStorage(200)
    vi.stubGlobal(`${kind}Storage`, full)
    const storage = webStorage(kind)
    await storage.update('a', () => ({ token: 'of before' }))
    await expect(storage.update('a', () => ({ token: 'x'.repeat(300) }))).rejects.toThrow('full')
    expect(full).toHaveLength(0)
    expect(await storage.read('a')).toBeUndefined()
  })
})

describe('webStorage under a lock', () => {
  test('goes on without one that is never given, and does the work once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const gaveUp = new AbortController()
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      setTimeout(() => gaveUp.abort(new DOMException('waited long enough', 'TimeoutError')), ms)
      return gaveUp.signal
    })
    const request = (_: string, { signal }: { signal: AbortSignal }): Promise<never> =>
      new Promise((__, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    vi.stubGlobal('navigator', { locks: { request } })
    const decide = vi.fn<(stored: unknown) => unknown>(() => 'written')
    const updating = webStorage('local').update('a', decide)
    await vi.advanceTimersByTimeAsync(1500)
    await updating
    expect(await webStorage('local').read('a')).toBe('written')
    expect(decide).toHaveBeenCalledTimes(1)
    vi.restoreAllMocks()
  })

  test('goes on without where locks are denied', async () => {
    vi.stubGlobal('navigator', {
      locks: { request: () => Promise.reject(new DOMException('denied', 'SecurityError')) },
    })
    await webStorage('local').update('a', () => 'written')
    expect(await webStorage('local').read('a')).toBe('written')
  })

  test('leaves the record of one tab to that tab: it asks for no lock', async () => {
    vi.stubGlobal('navigator', { locks: { request: () => new Promise(() => {}) } })
    await webStorage('session').update('a', () => 'written')
    expect(await webStorage('session').read('a')).toBe('written')
  })
})

describe.each(onDevices)('%s on a device', (name) => {
  const small = { v: 1, token: 'first' }
  const records = fc.oneof(
    fc.record({ n: fc.nat(), text: fc.string({ unit: 'grapheme', maxLength: 100 }) }),
    fc.record({ n: fc.nat(), length: fc.integer({ min: 1900, max: 9000 }) }).map(({ n, length }) => ({
      n,
      text: `${n % 10}ю`.repeat(length / 2),
    })),
  )

  test('killed between any two calls: the record of before or the new one, and no trace of others later', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(records, { minLength: 1, maxLength: 4 }),
        fc.nat({ max: 60 }),
        fc.boolean(),
        async (changes, calls, isApplied) => {
          const place = createDevice()
          place.killAfter(calls, isApplied)
          const dying = open(name, place)
          const kept: unknown[] = [undefined]
          let settled = 0
          for (const change of changes) {
            kept.push(JSON.parse(JSON.stringify(change)))
            const outcome = await Promise.race([
              dying.update('a', () => change).then(() => 'done'),
              place.killed,
            ])
            if (outcome !== 'done') break
            settled++
          }
          place.restart()
          const found = await open(name, place).read('a')
          // What was acknowledged is there, unless what came after it is.
          expect([kept[settled], kept[settled + 1]]).toContainEqual(found)
          await open(name, place).update('a', () => small)
          expect(await open(name, place).read('a')).toEqual(small)
          expect(place.names()).toHaveLength(1)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('a write that fails, wherever: it says so, and nothing is left of the session of before', async () => {
    await fc.assert(
      fc.asyncProperty(records, records, fc.nat({ max: 12 }), async (before, after, writes) => {
        const place = createDevice()
        const storage = open(name, place)
        await storage.update('a', () => before)
        place.failWritesAfter(writes)
        const failed = await storage
          .update('a', () => after)
          .then(
            () => false,
            () => true,
          )
        expect(await storage.read('a')).toEqual(failed ? undefined : JSON.parse(JSON.stringify(after)))
        if (failed) expect(place.names()).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  test('one that never answers: given up after 1.5 s', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const place = createDevice()
    place.killAfter(0, false)
    const storage = open(name, place)
    const outcomes = Promise.allSettled([storage.read('a'), storage.update('a', () => 1)])
    await vi.advanceTimersByTimeAsync(1500)
    expect(await outcomes).toMatchObject([
      { status: 'rejected', reason: { code: 'timeout' } },
      { status: 'rejected', reason: { code: 'timeout' } },
    ])
  })

  test('what was not read in time is not decided and not written later', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const place = createDevice()
    await open(name, place).update('a', () => 'before')
    const answer = place.hold('get')
    const decide = vi.fn<() => unknown>(() => 'late')
    const late = open(name, place).update('a', decide)
    const outcome = expect(late).rejects.toThrow('in time')
    await vi.advanceTimersByTimeAsync(1500)
    await outcome
    answer()
    expect(await open(name, place).read('a')).toBe('before')
    expect(decide).not.toHaveBeenCalled()
  })

  test('what was written too late is taken back, and never overwrites what came after it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const place = createDevice()
    await open(name, place).update('a', () => 'before')
    const answer = place.hold('set')
    const outcome = expect(open(name, place).update('a', () => 'late')).rejects.toThrow('in time')
    await vi.advanceTimersByTimeAsync(1500)
    await outcome
    const seen: unknown[] = []
    const next = open(name, place).update('a', (stored) => {
      seen.push(stored)
      return 'next'
    })
    answer()
    await next
    expect(seen).toEqual([undefined])
    expect(await open(name, place).read('a')).toBe('next')
  })
})

describe('secureStorage', () => {
  test('a part that is missing or of another record: nothing, rather than a mixture', async () => {
    for (const spoil of ['deleted', 'another generation']) {
      const place = createDevice()
      const storage = secureStorage(place.secureStore())
      await storage.update('a', () => ({ text: 'x'.repeat(5000) }))
      const part = place.names().find((name) => name.endsWith('1'))!
      place.spoil(part, spoil === 'deleted' ? null : `other:${'x'.repeat(2000)}`)
      expect(await storage.read('a')).toBeUndefined()
    }
  })

  test('the parts of a session that has ended are gone once that is stored', async () => {
    const storage = secureStorage(device.secureStore())
    await storage.update('a', () => ({ token: 'x'.repeat(7000) }))
    expect(device.names().length).toBeGreaterThan(3)
    await storage.update('a', () => ({ token: null }))
    expect(device.names()).toHaveLength(1)
  })
})
