import { startEmulator, type EmulatorServer } from '@cubekit/emulator/node'
import type OfficialSdk from 'connectycube-4'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { sendHttpsInPlainText } from './support/sendHttpsInPlainText.ts'

// The last official SDK of its fourth major version, unchanged, as a client of the emulator's server.
const { default: ConnectyCube }: typeof OfficialSdk = createRequire(import.meta.url)('connectycube-4')

let emulator: EmulatorServer

beforeAll(async () => {
  sendHttpsInPlainText()
  emulator = await startEmulator()
  ConnectyCube.init(
    { appId: 1, authKey: emulator.keys.authKey },
    { endpoints: { api: new URL(emulator.url).host, chat: '127.0.0.1' }, debug: { mode: 0 } },
  )
})
afterAll(async () => {
  vi.restoreAllMocks()
  await emulator.stop()
})

it('makes a session for the application and upgrades it', async () => {
  const { id, login, password } = emulator.people[0]!
  const { token } = await ConnectyCube.createSession()
  expect(await ConnectyCube.login({ login, password })).toMatchObject({ id })
  expect(await ConnectyCube.getSession()).toMatchObject({ token, user_id: id })
})
