import { createStage } from '@cubekit/testing'
import { expect, test } from 'vitest'
import { getUser, login, loginAsGuest, logout } from '../index.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

test('a guest’s day ends 24 hours after they came, and nobody else’s does', async () => {
  const { client, person, emulator } = createStage()
  await client.ready()
  expect(client.getSession().guestExpiresAt).toBeNull()
  const guest = await loginAsGuest(client)
  const end = Date.parse(guest.created_at ?? '') + dayMs
  expect(client.getSession().guestExpiresAt).toEqual(new Date(end))

  // Unlike the session’s, it does not move with its use.
  emulator.clock.advance(hourMs)
  await getUser(client, person.id)
  expect(client.getSession().guestExpiresAt).toEqual(new Date(end))

  await login(client, { login: person.login, password: person.password })
  expect(client.getSession()).toMatchObject({ status: 'user', guestExpiresAt: null })
  await logout(client)
  expect(client.getSession().guestExpiresAt).toBeNull()
})

test.each([-5, 5])('is told by this device’s clock, %i hours off, also after a reload', async (hours) => {
  const { open, person, emulator } = createStage()
  const now = (): number => emulator.clock.now() + hours * hourMs
  const client = open({ now })
  await loginAsGuest(client)
  const left = (page: typeof client): number => (Number(page.getSession().guestExpiresAt) - now()) / hourMs
  expect(left(client)).toBeCloseTo(24, 2)

  const reloaded = open({ now })
  await reloaded.ready()
  // The server's time is known from its first answer on.
  await getUser(reloaded, person.id)
  expect(left(reloaded)).toBeCloseTo(24, 2)
})

test('nothing is told of a guest of whom the server does not say when they came', async () => {
  const { open, emulator } = createStage()
  const client = open({
    async fetch(input, init) {
      const answer = await emulator.fetch(new Request(input, init))
      const body = (await answer.text()).replaceAll(/"created_at":"[^"]*"/g, '"created_at":null')
      return new Response(body, { status: answer.status, headers: answer.headers })
    },
  })
  await loginAsGuest(client)
  expect(client.getSession()).toMatchObject({ status: 'guest', guestExpiresAt: null })
})
