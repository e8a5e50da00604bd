import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startEmulator, type EmulatorServer } from '../src/node/index.ts'
import { apiOf, at } from './api.ts'

// Each command of the tester's guide, run as it is printed; `curl` itself is not needed for that.
const guide = readFileSync(
  new URL('../../../docs/guides/testing-with-the-emulator.md', import.meta.url),
  'utf8',
)
const commands = [...guide.matchAll(/^curl (?:.*\\\n)*.*$/gm)].map(([command]) =>
  command.replaceAll('\\\n', ''),
)

let emulator: EmulatorServer
beforeAll(async () => {
  emulator = await startEmulator()
})
afterAll(() => emulator.stop())

async function run(
  command: string,
  files: Record<string, string>,
): Promise<{ status: number; text: string }> {
  const url = /"\$URL(?<path>[^"]+)"/.exec(command)?.groups?.['path']
  const given = /-d (?:'(?<json>[^']+)'|@(?<file>\S+))/.exec(command)?.groups
  const body = given?.['json'] ?? files[given?.['file'] ?? '']
  const method = /-X (?<method>\w+)/.exec(command)?.groups?.['method'] ?? 'GET'
  const isTold = command.includes('-H "Emulator-Control-Token: $TOKEN"')
  const response = await fetch(`${emulator.url}${url}`, {
    method,
    headers: isTold ? { 'Emulator-Control-Token': emulator.controlToken } : {},
    ...(body === undefined ? {} : { body }),
  })
  const text = await response.text()
  const target = /> (?<file>\S+)$/.exec(command)?.groups?.['file']
  if (target !== undefined) files[target] = text
  return { status: response.status, text }
}

it('every command of the guide works as printed', async () => {
  expect(commands.length).toBeGreaterThan(12)
  const files: Record<string, string> = {}
  for (const command of commands)
    expect([command, (await run(command, files)).status]).toEqual([command, 200])
})

it('every fault of its table can be ordered', async () => {
  const faults = [...guide.matchAll(/`(?<fault>\{"kind"[^`]+\})`/g)].map(
    ({ groups }) => groups?.['fault'] ?? '',
  )
  expect(faults.length).toBeGreaterThan(12)
  for (const fault of faults) {
    const command = `curl -X POST "$URL/__emulator/faults" -H "Emulator-Control-Token: $TOKEN" -d '${fault}'`
    expect([fault, (await run(command, {})).status]).toEqual([fault, 200])
  }
  expect(emulator.faults.list()).toHaveLength(faults.length + 1)
})

it('a reset e-mail is read, and its link gives a new password, as it says', async () => {
  emulator.reset()
  const api = apiOf(emulator)
  const [person] = emulator.people
  await api.post('/users/password/reset', { email: person!.email }, await api.appToken())
  const { text } = await run('curl "$URL/__emulator/outbox" -H "Emulator-Control-Token: $TOKEN"', {})
  const link = /https?:\S+/.exec(String(at(JSON.parse(text), 'mails', 0, 'text')))?.[0]
  const page = await emulator.fetch(link ?? '')
  expect([page.status, page.headers.get('Content-Type')]).toEqual([200, expect.stringContaining('text/html')])
})
