import { createStage, errorOf } from '@cubekit/testing'
import { expect, test } from 'vitest'
import {
  getOnlineCount,
  getOnlineCountQuery,
  getOnlineUsers,
  getOnlineUsersQuery,
  login,
  memoryStorage,
} from '../index.ts'

/** Three people who have just signed in, each on a device of their own. */
async function threeOnline() {
  const stage = createStage({ emulator: { users: 12 } })
  const people = stage.emulator.people.slice(0, 3)
  for (const { login: name, password } of people) {
    await login(stage.open({ storage: memoryStorage() }), { login: name, password })
  }
  return { ...stage, ids: people.map(({ id }) => id).sort((a, b) => a - b) }
}

test('tells who is online, and how many', async () => {
  const { client, ids } = await threeOnline()
  const online = await getOnlineUsers(client)
  expect(online.map(({ id }) => id)).toEqual(ids)
  expect(online[0]?.user_tags).toBeInstanceOf(Array)
  expect(await getOnlineCount(client)).toBe(3)
})

test('a page at a time', async () => {
  const { client, emulator, ids } = await threeOnline()
  const page = await getOnlineUsers(client, { limit: 1, offset: 1 })
  expect(page.map(({ id }) => id)).toEqual([ids[1]])
  expect(emulator.log.at(-1)).toMatchObject({ path: '/users/online', query: 'limit=1&offset=1' })
  expect(await getOnlineUsers(client, { offset: 3 })).toEqual([])
})

test('who asked for nothing in a while is not online any more', async () => {
  const { client, emulator } = await threeOnline()
  emulator.clock.advance(10 * 60_000)
  expect(await getOnlineUsers(client)).toEqual([])
  expect(await getOnlineCount(client)).toBe(0)
})

test.each([{ limit: 0 }, { limit: 101 }, { limit: 1.5 }, { limit: Number.NaN }, { offset: -1 }])(
  'refuses %o without a request',
  async (page) => {
    const { client, requests } = createStage()
    expect((await errorOf(getOnlineUsers(client, page))).code).toBe('invalid-argument')
    expect(requests()).toEqual([])
  },
)

test.each([{}, [], { users: {} }, { count: '3' }, { count: -1 }])('%j is no answer', async (body) => {
  const { client, emulator } = createStage()
  emulator.faults.add({ kind: 'status', status: 200, body: JSON.stringify(body), path: '/users/online' })
  expect((await errorOf(getOnlineUsers(client))).code).toBe('protocol')
  expect((await errorOf(getOnlineCount(client))).code).toBe('protocol')
})

test('their queries are apart from each other, page by page', async () => {
  const { client, ids } = await threeOnline()
  await client.ready()
  const keys = [
    getOnlineUsersQuery(client),
    getOnlineUsersQuery(client, { limit: 2 }),
    getOnlineCountQuery(client),
  ].map(({ queryKey }) => JSON.stringify(queryKey))
  expect(new Set(keys).size).toBe(3)
  const { signal } = new AbortController()
  const users = await getOnlineUsersQuery(client, { limit: 2 }).queryFn({ signal })
  expect(users.map(({ id }) => id)).toEqual(ids.slice(0, 2))
  expect(await getOnlineCountQuery(client).queryFn({ signal })).toBe(3)
})
