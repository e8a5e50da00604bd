import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startEmulator, type EmulatorServer } from '../../src/node/index.ts'

// The real service is asked only by people; here an emulator stands in for it.
const script = fileURLToPath(new URL('../../scripts/compareWithService.ts', import.meta.url))
let service: EmulatorServer

beforeAll(async () => {
  service = await startEmulator({ appId: 4711, authKey: 'their-key' })
})
afterAll(() => service.stop())
beforeEach(() => service.reset())

async function compare(credentials: Record<string, string>): Promise<{ code: unknown; output: string }> {
  const child = spawn(process.execPath, [script], { env: { PATH: process.env['PATH'], ...credentials } })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code]: unknown[] = await once(child, 'close')
  return { code, output }
}

const credentials = (): Record<string, string> => ({
  CONNECTYCUBE_API_URL: service.url,
  CONNECTYCUBE_APP_ID: '4711',
  CONNECTYCUBE_AUTH_KEY: 'their-key',
  CONNECTYCUBE_LOGIN: service.people[0]!.login,
  CONNECTYCUBE_PASSWORD: service.people[0]!.password,
})

it('asks nobody without credentials', async () => {
  const { code, output } = await compare({})
  expect([code, output]).toEqual([2, expect.stringContaining('Set CONNECTYCUBE_APP_ID')])
})

it('finds no difference where there is none, and leaves nothing behind', async () => {
  const before = service.db.users.size
  const { code, output } = await compare(credentials())
  expect(output).toContain('0 of 11 checks differ')
  expect(code).toBe(0)
  expect(service.db.users.size).toBe(before)
  expect(service.db.blobs.size).toBe(0)
}, 20_000)

it('reports what differs, and no secret', async () => {
  service.faults.add({ kind: 'status', status: 404, path: '/users/v2' })
  const { code, output } = await compare(credentials())
  expect(code).toBe(1)
  expect(output).toMatch(
    /differs {2}users are found by id.*\n.*the emulator: as expected\n.*the service: {2}expected/,
  )
  expect(output).not.toContain(service.people[0]!.password)
}, 20_000)
