import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createEmulator } from '../../src/index.ts'
import { startEmulator } from '../../src/node/index.ts'
import { at } from './client.ts'
import { describeConformance } from './describeConformance.ts'
import { hostOf } from './hostOf.ts'

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))

describeConformance('createEmulator, as a function', async () => hostOf(createEmulator(), 'cors'))

describeConformance('startEmulator, over HTTP', async () => {
  const emulator = await startEmulator()
  return { ...hostOf(emulator, 'nothing'), fetch, close: () => emulator.stop() }
})

describeConformance('startEmulator with a data file, over HTTP', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cubekit-conformance-'))
  const emulator = await startEmulator({ data: join(folder, 'emulator.data') })
  return {
    ...hostOf(emulator, 'nothing'),
    fetch,
    async close() {
      await emulator.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
})

describeConformance('the command line, over HTTP', async () => {
  const child = spawn(process.execPath, [cli, '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let line = ''
  while (!line.endsWith('\n')) line += String((await once(child.stdout, 'data'))[0])
  const announced: unknown = JSON.parse(line)
  const [login, password] = [at(announced, 'users', 0, 'login'), at(announced, 'users', 0, 'password')]
  return {
    apiUrl: String(at(announced, 'url')),
    appId: Number(at(announced, 'appId')),
    authKey: String(at(announced, 'authKey')),
    controlToken: String(at(announced, 'controlToken')),
    person: { login: String(login), password: String(password) },
    minds: 'nothing',
    fetch,
    async close() {
      child.kill()
      await once(child, 'exit')
    },
  }
})
