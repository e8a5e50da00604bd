import { createStage, errorOf } from '@cubekit/testing'
import { afterEach, expect, test, vi } from 'vitest'
import {
  createAndUpload,
  deleteFile,
  getFilesPagesQuery,
  getFileUrl,
  getFileUrlQuery,
  login,
  logout,
} from '../index.ts'

const hourMs = 60 * 60_000

afterEach(() => void vi.useRealTimers())

async function withFile() {
  const stage = createStage()
  const { client, person } = stage
  const signIn = (who: typeof person) => login(client, { login: who.login, password: who.password })
  await signIn(person)
  const { id, uid } = await createAndUpload(client, new Blob(['hello']))
  /** What the query options say at this moment. */
  const look = () => {
    const { initialData, staleTime, refetchInterval } = getFileUrlQuery(client, uid)
    const freshFor = typeof staleTime === 'function' ? staleTime() : staleTime
    return { known: initialData?.url ?? null, freshFor, nextIn: refetchInterval() }
  }
  return { ...stage, id, uid, signIn, look }
}

const nothing = { known: null, freshFor: 0, nextIn: false }

test('an address is remembered until an hour before it ends', async () => {
  const { client, emulator, uid, look } = await withFile()
  expect(look()).toEqual(nothing)
  const { url, expires_at, renew_at } = await getFileUrl(client, uid)
  const now = emulator.clock.now()
  expect(expires_at).toBeGreaterThan(now + 7 * 24 * hourMs - 5000)
  expect(renew_at).toBe(Number(expires_at) - hourMs)
  expect(look()).toMatchObject({ known: url, freshFor: Infinity })
  expect(look().nextIn).toBeGreaterThan(7 * 24 * hourMs - hourMs - 5000)

  emulator.clock.advance(7 * 24 * hourMs - hourMs - 60_000)
  expect(look()).toMatchObject({ known: url, freshFor: Infinity })
  emulator.clock.advance(61_000)
  // Stale, but shown until there is another one; which is asked for again if that fails.
  expect(look()).toEqual({ known: null, freshFor: 0, nextIn: 30_000 })
})

test.each([
  ['X-Amz-Date=20260115T120000Z&X-Amz-Expires=600', 600_000, 300_000],
  ['', null, hourMs],
])('one that ends by %j is renewed half-way at the latest', async (query, lifeMs, renewAfterMs) => {
  const { client, emulator, uid } = await withFile()
  const now = emulator.clock.now()
  const date = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const signed = query.replace('20260115T120000Z', date)
  const blob = { id: 1, uid, blob_object_access: { download_url: `https://s3.amazonaws.com/a?${signed}` } }
  emulator.faults.add({ kind: 'status', status: 200, body: JSON.stringify({ blob }), path: '/blobs' })
  const { expires_at, renew_at } = await getFileUrl(client, uid)
  if (lifeMs === null) expect(expires_at).toBeNull()
  else expect(Math.abs(Number(expires_at) - now - lifeMs)).toBeLessThan(3000)
  expect(Math.abs(renew_at - now - renewAfterMs)).toBeLessThan(3000)
})

test.each([-8, 0, 8])(
  'a device whose clock is %d days ahead, and hears no server’s time, keeps it a week',
  async (days) => {
    const { emulator, open, uid, client } = await withFile()
    const now = (): number => emulator.clock.now() + days * 24 * hourMs
    const other = open({
      now,
      persist: 'memory',
      async fetch(input, init) {
        const answer = await emulator.fetch(input, init)
        answer.headers.delete('Date')
        return answer
      },
    })
    await other.ready()
    expect(other.scope()).toEqual(client.scope())
    const { expires_at, renew_at } = await getFileUrl(other, uid)
    expect(Math.abs(Number(expires_at) - now() - 7 * 24 * hourMs)).toBeLessThan(3000)
    expect(renew_at).toBe(Number(expires_at) - hourMs)
  },
)

test('200 at once: six at a time, and patient with a server that allows 50 in a second', async () => {
  const { client, emulator, uid } = await withFile()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  emulator.faults.add({ kind: 'rateLimit', requests: 50, perMs: 1000, path: '/blobs' })
  const before = emulator.log.length
  const states: string[] = []
  const asked = Promise.all(Array.from({ length: 200 }, () => getFileUrl(client, uid)))
  asked.then(
    () => states.push('all there'),
    (error: { code: string }) => states.push(error.code),
  )
  while (states.length === 0) {
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => void setImmediate(resolve))
    emulator.clock.advance(100)
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(states).toEqual(['all there'])
  expect(emulator.log.length - before).toBeLessThan(240)
})

test('it is forgotten when the file goes, and when nobody has it any more', async () => {
  const { client, emulator, id, uid, look } = await withFile()
  await getFileUrl(client, uid)
  await deleteFile(client, id)
  expect(look()).toEqual(nothing)

  const second = await createAndUpload(client, new Blob(['hello']))
  await getFileUrl(client, second.uid)
  const query = (): unknown => getFileUrlQuery(client, second.uid).initialData
  expect(query()).toBeDefined()
  emulator.faults.add({ kind: 'status', status: 404, body: '{}', path: '/blobs' })
  expect((await errorOf(getFileUrl(client, second.uid))).code).toBe('not-found')
  expect(query()).toBeUndefined()
})

test('row 34: an address that one user has asked for is not known to the next', async () => {
  const { client, hold, otherPerson, person, signIn, uid, look } = await withFile()
  await getFileUrl(client, uid)
  await logout(client)
  expect(look()).toEqual(nothing)
  await signIn(otherPerson)
  expect(look()).toEqual(nothing)

  const held = hold('GET /blobs')
  const asked = errorOf(getFileUrl(client, uid))
  await held.arrived
  await signIn(person)
  held.release()
  expect((await asked).code).toBe('session-changed')
  expect(look()).toEqual(nothing)
})

test('no address without one that is safe', async () => {
  const { client, emulator, uid } = await withFile()
  const blob = { id: 1, uid, blob_object_access: { download_url: 'javascript:alert(1)' } }
  emulator.faults.add({ kind: 'status', status: 200, body: JSON.stringify({ blob }), path: '/blobs' })
  expect((await errorOf(getFileUrl(client, uid))).code).toBe('protocol')
})

test('pages of files follow each other to the end', async () => {
  const { client } = await withFile()
  for (const text of ['b', 'c']) await createAndUpload(client, new Blob([text]))
  const { queryFn, initialPageParam, getNextPageParam } = getFilesPagesQuery(client, { per_page: 2 })
  const { signal } = new AbortController()
  const first = await queryFn({ signal, pageParam: initialPageParam })
  const next = getNextPageParam(first, [first])
  expect(next).toEqual({ offset: 2, after: first.items[1]?.id })
  const second = await queryFn({ signal, pageParam: next ?? initialPageParam })
  expect([second.page, second.items.length]).toEqual([2, 1])
  expect(getNextPageParam(second, [first, second])).toBeNull()
})
