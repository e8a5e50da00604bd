import { createStage } from '@cubekit/testing'
import { expect, test } from 'vitest'
import { getUser } from '../users/getUser.ts'
import { serverNow } from './serverNow.ts'

test("a device's clock that is off is put right by the first answer", async () => {
  const { open, emulator, person } = createStage()
  let at = emulator.clock.now() - 20 * 60_000
  const client = open({ now: () => at })
  expect(serverNow(client)).toBe(at)
  await getUser(client, person.id)
  expect(Math.abs(serverNow(client) - emulator.clock.now())).toBeLessThan(2_000)
  const before = serverNow(client)
  at += 60_000
  expect(serverNow(client)).toBe(before + 60_000)
})

test('a clock that is right is left alone', async () => {
  const { client, emulator, person } = createStage()
  await getUser(client, person.id)
  expect(Math.abs(serverNow(client) - emulator.clock.now())).toBeLessThan(50)
})
