import { createStage, errorOf } from '@cubekit/testing'
import { expect, test } from 'vitest'
import {
  endOtherSessions,
  getSession,
  getUser,
  listSessions,
  login,
  logout,
  memoryStorage,
} from '../index.ts'

async function onTwoDevices() {
  const stage = createStage()
  const { login: name, password } = stage.person
  const laptop = stage.open({ storage: memoryStorage() })
  await login(stage.client, { login: name, password })
  await login(laptop, { login: name, password })
  return { ...stage, laptop }
}

test('tells all sessions of the user, and no token', async () => {
  const { client, laptop, emulator } = await onTwoDevices()
  const sessions = await listSessions(client)
  expect(sessions).toHaveLength(2)
  const [here, there] = await Promise.all([getSession(client), getSession(laptop)])
  expect(new Set(sessions.map(({ id }) => id))).toEqual(new Set([here.id, there.id]))
  expect(Object.keys(sessions[0] ?? {}).sort()).toEqual([
    'created_at',
    'id',
    'ip',
    'location',
    'updated_at',
    'user_agent',
  ])
  expect(emulator.db.sessions.list()).toHaveLength(2)
})

test('signs out on the other devices, and stays here', async () => {
  const { client, laptop, person } = await onTwoDevices()
  await endOtherSessions(client)
  expect(await listSessions(client)).toHaveLength(1)
  expect((await errorOf(getUser(laptop, person.id))).code).toBe('session-expired')
  expect(laptop.getSession().status).toBe('reauth-required')
  expect(client.getSession().status).toBe('user')
})

test.each([
  ['bare', [{ id: 7 }]],
  ['under items, each wrapped', { items: [{ session: { id: 7 } }] }],
  ['by the names of the iOS SDK', [{ sessionID: 7, userAgent: null }]],
])('understands a list that is %s', async (_, body) => {
  const { client, emulator, person } = createStage()
  await login(client, { login: person.login, password: person.password })
  emulator.faults.add({ kind: 'status', status: 200, body: JSON.stringify(body), path: '/session/list' })
  const [session] = await listSessions(client)
  expect(session).toEqual({
    id: 7,
    created_at: null,
    updated_at: null,
    user_agent: null,
    ip: null,
    location: null,
  })
})

test.each([[{}], ['sessions'], [[{ id: 'x' }, null]]])('%j is no list of sessions', async (body) => {
  const { client, emulator, person } = createStage()
  await login(client, { login: person.login, password: person.password })
  emulator.faults.add({ kind: 'status', status: 200, body: JSON.stringify(body), path: '/session/list' })
  expect((await errorOf(listSessions(client))).code).toBe('protocol')
})

test('nobody has no devices', async () => {
  const { client, person } = createStage()
  expect((await errorOf(listSessions(client))).code).toBe('not-signed-in')
  await login(client, { login: person.login, password: person.password })
  await logout(client)
  expect((await errorOf(endOtherSessions(client))).code).toBe('not-signed-in')
})
