import { createStage, errorOf } from '@cubekit/testing'
import { expect, test } from 'vitest'
import { CubeError, getUser, getUserQuery } from '../index.ts'

test('reads a user, with every field in its place', async () => {
  const { client, person, emulator } = createStage()
  const user = await getUser(client, person.id)
  expect(user).toMatchObject({
    id: person.id,
    login: person.login,
    email: person.email,
    full_name: person.full_name,
    is_guest: false,
  })
  expect(user.user_tags).toBeInstanceOf(Array)
  expect(Date.parse(user.created_at ?? '')).toBeLessThanOrEqual(emulator.clock.now())
  expect(JSON.stringify(user)).not.toContain(person.password)
})

test('a user that is not there is not found', async () => {
  const { client } = createStage()
  expect(await errorOf(getUser(client, 999_999_999))).toMatchObject({ code: 'not-found', status: 404 })
})

test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('%s is no user id', async (id) => {
  const { client, requests } = createStage()
  expect((await errorOf(getUser(client, id))).code).toBe('invalid-argument')
  expect(requests()).toEqual([])
})

test('its query waits for a busy server, but not for one that asks for an hour', () => {
  const { client, person } = createStage()
  const { retry, retryDelay } = getUserQuery(client, person.id)
  const busy = new CubeError('rate-limited', { retryAfterMs: 5000 })
  const closed = new CubeError('rate-limited', { retryAfterMs: 3_600_000 })
  expect(retry(0, busy)).toBe(true)
  expect(retryDelay(0, busy)).toBe(5000)
  expect(retry(2, busy)).toBe(false)
  expect(retry(0, closed)).toBe(false)
  expect(retry(0, new CubeError('not-found'))).toBe(false)
})

test('its query is filed under the application and the user who asks', async () => {
  const { client, person } = createStage()
  await client.ready()
  const query = getUserQuery(client, person.id)
  expect(query.queryKey).toEqual(['cube', client.appId, 'app', 'users', person.id])
  const { signal } = new AbortController()
  await expect(query.queryFn({ signal })).resolves.toMatchObject({ id: person.id })
})
