import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { installConsumer } from '../e2e/support/consumer.ts'
import { buildSteps } from './build.ts'
import { freePort } from './freePort.ts'
import { packPackages } from './pack.ts'
import { runSteps } from './steps.ts'

// Next.js is no part of the workspace: it is installed here, by whoever wants to see the example.

let folder = ''
const steps = [
  ...buildSteps,
  {
    name: 'install Next.js and the packed packages',
    run: async () => {
      folder = await installConsumer('nextjs', await packPackages())
      return folder
    },
  },
]
const failed = await runSteps('example', steps, { stopAtFailure: true })
if (failed.length > 0) process.exit(1)

// Built a moment ago, so not to be imported before.
const { startEmulator } = await import('@cubekit/emulator/node')
const emulator = await startEmulator({ signatures: 'require' })
const port = await freePort(3000)
const url = `http://localhost:${port}`
const next = spawn(
  process.execPath,
  ['node_modules/next/dist/bin/next', 'dev', '--port', String(port), '--hostname', 'localhost'],
  {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: '1',
      CUBE_APP_ID: String(emulator.clientOptions.appId),
      CUBE_AUTH_KEY: emulator.keys.authKey,
      CUBE_AUTH_SECRET: emulator.keys.authSecret,
      CUBE_API_URL: emulator.url,
      APP_ORIGIN: url,
    },
  },
)
const [person] = emulator.people
console.log(`
  The app       ${url} (stop it with Ctrl+C)
  Sign in as    ${person?.login ?? ''} with ${person?.password ?? ''}
  The emulator  ${emulator.dashboardUrl}
  Its folder    ${folder}
`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => next.kill(signal))
process.exitCode = await new Promise<number>((resolve) => {
  next.on('close', (code) => resolve(code ?? 0))
})
await emulator.stop()
rmSync(folder, { recursive: true, force: true })
