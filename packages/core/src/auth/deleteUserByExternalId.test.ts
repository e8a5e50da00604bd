import { createStage, errorOf } from '@cubekit/testing'
import { expect, test } from 'vitest'
import {
  deleteUserByExternalId,
  deleteUserByExternalIdMutation,
  getSession,
  login,
  memoryStorage,
  updateUser,
} from '../index.ts'

async function signedInAs(external_id: string) {
  const users = [
    { id: 51959, login: 'ada', password: 'analytical-engine', external_id },
    { id: 51946, login: 'gabby', password: 'another-password', external_id: 'of-gabby' },
  ]
  const stage = createStage({ emulator: { users } })
  await login(stage.client, { login: 'ada', password: 'analytical-engine' })
  return stage
}

test.each(['52691165', 'a/b c', '../51946', 'ü%2F?#.json&', '...'])(
  'deletes oneself as %s, and the session ends',
  async (external_id) => {
    const { client, emulator } = await signedInAs(external_id)
    expect(await deleteUserByExternalId(client, external_id)).toMatchObject({ durable: true })
    expect(emulator.db.users.get(51959)).toBeUndefined()
    expect(emulator.db.users.size).toBe(1)
    expect(client.getSession()).toMatchObject({ status: 'signed-out', endReason: 'account-deleted' })
  },
)

test.each(['52691165.json', '52691165.xml', '.json'])(
  '%s is an id of its own, not a format',
  async (external_id) => {
    const { client, emulator } = await signedInAs('52691165')
    expect((await errorOf(deleteUserByExternalId(client, external_id))).code).toBe('not-found')
    expect(emulator.db.users.size).toBe(2)
    const other = await signedInAs(external_id)
    expect(await deleteUserByExternalId(other.client, external_id)).toMatchObject({ durable: true })
  },
)

test('also by an external id that was given on another device meanwhile', async () => {
  const { client, open, emulator } = await signedInAs('52691165')
  const elsewhere = open({ storage: memoryStorage() })
  await login(elsewhere, { login: 'ada', password: 'analytical-engine' })
  await updateUser(elsewhere, { external_id: 'given-meanwhile' })
  await deleteUserByExternalIdMutation(client).mutationFn('given-meanwhile')
  expect(emulator.db.users.get(51959)).toBeUndefined()
  expect(client.getSession()).toMatchObject({ status: 'signed-out', endReason: 'account-deleted' })
})

test.each([
  ['somebody else’s', 'of-gabby', 'forbidden'],
  ['nobody’s', 'of-nobody', 'not-found'],
])('%s is refused, and the session goes on', async (_, external_id, code) => {
  const { client, emulator } = await signedInAs('52691165')
  expect((await errorOf(deleteUserByExternalId(client, external_id))).code).toBe(code)
  expect(emulator.db.users.size).toBe(2)
  expect(client.getSession().status).toBe('user')
  await expect(getSession(client)).resolves.toMatchObject({ user_id: 51959 })
})

test.each(['', '.', '..', '😀'.slice(0, 1)])('%j fits into no address', async (external_id) => {
  const { client, requests } = await signedInAs('52691165')
  const before = requests().length
  expect((await errorOf(deleteUserByExternalId(client, external_id))).code).toBe('invalid-argument')
  expect(requests()).toHaveLength(before)
  expect(client.getSession().status).toBe('user')
})

test('needs somebody signed in, and an abort is an abort', async () => {
  const { client, open, requests } = await signedInAs('52691165')
  const nobody = open({ storage: memoryStorage() })
  const before = requests().length
  expect((await errorOf(deleteUserByExternalId(nobody, '52691165'))).code).toBe('not-signed-in')
  const options = { signal: AbortSignal.abort() }
  expect((await errorOf(deleteUserByExternalId(client, '52691165', options))).code).toBe('aborted')
  expect(requests()).toHaveLength(before)
  expect(client.getSession().status).toBe('user')
})
