import {
  createCubeClient,
  type CubeClient,
  deleteUserByExternalId,
  getOnlineCount,
  getOnlineUsers,
  getUser,
  getUserBy,
  getUserByV1,
  getUsers,
  getUsersByFullNameV1,
  getUsersByTagsV1,
  getUsersV1,
  login,
  unsigned,
} from '@cubekit/core'
import { startEmulator, type EmulatorServer } from '@cubekit/emulator/node'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ConnectyCube } from './support/bothSdks.ts'

// The ways of retrieving users that the documentation shows, asked by the official SDK and by Cubekit: what goes to the
// server is the same, and so is what comes back.

const people = [
  {
    id: 51941,
    login: 'Dacia',
    email: 'dacia+k@example.com',
    password: 'petU4or!',
    full_name: 'Dacia Kail',
    phone: '+6110797757',
    facebook_id: '91234409',
    twitter_id: '83510562734',
    external_id: '52691165',
  },
  { id: 51943, login: 'ppavalli', full_name: 'Pallavi Purushottam', user_tags: 'accountant' },
  { id: 51946, login: 'adminFirstUser', full_name: 'Marvin Samuel', user_tags: 'vip,accountant' },
]

let emulator: EmulatorServer
let client: CubeClient

beforeEach(async () => {
  emulator = await startEmulator({ users: people })
  const { appId } = emulator.clientOptions
  const { authKey } = emulator.keys
  client = createCubeClient({ appId, apiUrl: emulator.url, signer: unsigned({ authKey }) })
  ConnectyCube.init(
    { appId, authKey },
    { endpoints: { api: '127.0.0.1', chat: '127.0.0.1', api_url: emulator.url }, debug: { mode: 0 } },
  )
  await ConnectyCube.createSession()
})
afterEach(() => emulator.stop())

/** Asks as the documentation does, which the SDK's declared types do not always allow. */
async function askSdk(method: 'get' | 'getV2', argument: unknown): Promise<unknown> {
  return Reflect.apply(ConnectyCube.users[method], ConnectyCube.users, [argument])
}

/** The last request, its parameters without regard to their order and encoding. */
function lastRequest() {
  const { method, path, query, status } = emulator.log.at(-1) ?? {}
  const parameters = [...new URLSearchParams(query)].map(([name, value]) => `${name}=${value}`)
  return { method, path: decodeURIComponent(path ?? ''), parameters: parameters.sort(), status }
}

/** The ids in an answer, whichever shape it has. */
function idsIn(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(idsIn)
  if (typeof answer !== 'object' || answer === null) return answer
  const { items, users, user, id } = {
    items: undefined,
    users: undefined,
    user: undefined,
    id: undefined,
    ...answer,
  }
  const inner = items ?? users ?? user
  return inner === undefined ? id : idsIn(inner)
}

async function expectSame(theirs: () => Promise<unknown>, ours: () => Promise<unknown>): Promise<void> {
  const expected = idsIn(await theirs())
  const sent = lastRequest()
  expect(sent.status).toBe(200)
  expect(idsIn(await ours())).toEqual(expected)
  expect(lastRequest()).toEqual(sent)
}

describe('V2', () => {
  test.each([
    { limit: 10, offset: 1, id: { in: [51941, 51946] } },
    { login: 'adminFirstUser' },
    { id: 51946 },
    { email: 'dacia+k@example.com' },
    { phone: '+6110797757' },
    { external_id: '52691165' },
    { full_name: { start_with: 'marv' } },
    { full_name: { start_with: 'pallavi p' }, id: { nin: [51941] } },
    { user_tags: { in: ['accountant', 'vip'] }, sort_desc: 'id' },
    { user_tags: 'accountant', sort_asc: 'full_name', sort_desc: 'id' },
    { user_tags: { in: ['accountant'], nin: ['vip'] } },
  ] as const)('getV2(%j)', (filter) =>
    expectSame(
      () => askSdk('getV2', filter),
      () => getUsers(client, filter),
    ),
  )

  test('a date has the same effect, but ours reads alike in every time zone', async () => {
    const created_at = { gt: new Date(Date.UTC(2025, 0, 1, 0, 0, 30)) }
    const theirs = idsIn(await askSdk('getV2', { user_tags: 'accountant', created_at }))
    expect(lastRequest().parameters.join()).toContain('GMT')
    expect(idsIn(await getUsers(client, { user_tags: 'accountant', created_at }))).toEqual(theirs)
    expect(lastRequest().parameters.join()).toContain('created_at[gt]=2025-01-01T00:00:30.000Z')
  })
})

describe('V1', () => {
  const in2 = { field: 'id', param: 'in', value: [51941, 51946] } as const
  const byId = [
    { field: 'id', param: 'lt', value: 51946 },
    { field: 'login', param: 'ne', value: 'Dacia' },
  ] as const

  test.each([
    { page: 1, per_page: 5, filter: in2 },
    { filter: byId },
    { filter: { field: 'login', param: 'eq', value: 'adminFirstUser' } },
    { order: { field: 'full_name', sort: 'desc' } },
    { page: 2, per_page: 2 },
  ] as const)('get(%j)', (listing) =>
    expectSame(
      () => askSdk('get', listing),
      () => getUsersV1(client, listing),
    ),
  )

  test.each([
    { login: 'Dacia' },
    { email: 'dacia+k@example.com' },
    { phone: '+6110797757' },
    { facebook_id: '91234409' },
    { twitter_id: '83510562734' },
  ] as const)('get(%j)', async (by) => {
    await expectSame(
      () => askSdk('get', by),
      () => getUserByV1(client, by),
    )
    expect((await getUserBy(client, by)).id).toBe(51941)
  })

  test('get, by external id, id, full name and tags', async () => {
    await expectSame(
      () => ConnectyCube.users.get({ external: '52691165' }),
      () => getUserByV1(client, { external_id: '52691165' }),
    )
    await expectSame(
      () => askSdk('get', 51946),
      () => getUser(client, 51946),
    )
    await expectSame(
      () => ConnectyCube.users.get({ full_name: 'Marvin Samuel' }),
      () => getUsersByFullNameV1(client, { full_name: 'Marvin Samuel' }),
    )
    await expectSame(
      () => ConnectyCube.users.get({ tags: ['vip', 'accountant'], page: 1, per_page: 10 }),
      () => getUsersByTagsV1(client, { tags: ['vip', 'accountant'], page: 1, per_page: 10 }),
    )
  })
})

test('who is online, and how many', async () => {
  const { login: name, password } = people[0] ?? {}
  await ConnectyCube.createSession({ login: name ?? '', password: password ?? '' })
  await expectSame(
    () => ConnectyCube.users.listOnline({ limit: 10, offset: 0 }),
    () => getOnlineUsers(client, { limit: 10, offset: 0 }),
  )
  const { count } = await ConnectyCube.users.getOnlineCount()
  const sent = lastRequest()
  expect([await getOnlineCount(client), lastRequest()]).toEqual([count, sent])
})

test('deleting oneself by an external id, as the documentation’s command does', async () => {
  await login(client, { login: 'Dacia', password: 'petU4or!' })
  await deleteUserByExternalId(client, '52691165')
  expect(emulator.db.users.get(51941)).toBeUndefined()
  expect(
    emulator.log.some(({ method, path }) => `${method} ${path}` === 'DELETE /users/external/52691165'),
  ).toBe(true)
})
