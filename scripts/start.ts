import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from './freePort.ts'
import { root } from './root.ts'

const port = await freePort(6006)
const url = `http://localhost:${port}/`
const interactive = process.stdout.isTTY && process.env['CI'] === undefined

console.log('Starting the playground (Storybook)…')
const storybook = spawn(
  process.execPath,
  [
    join(root, 'node_modules/storybook/dist/bin/dispatcher.js'),
    'dev',
    '--port',
    String(port),
    '--exact-port',
    '--disable-telemetry',
    '--no-version-updates',
    '--quiet',
    // Without a terminal it neither asks anything nor opens a browser.
    ...(interactive ? [] : ['--ci']),
  ],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
)

const ended = new Promise<number>((resolve) => {
  storybook.on('close', (code) => resolve(code ?? 0))
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => storybook.kill(signal))

await Promise.race([ended, answers(url)])
if (storybook.exitCode === null) console.log(`\nThe playground is at ${url} (stop it with Ctrl+C)\n`)
process.exitCode = await ended

async function answers(address: string): Promise<void> {
  const reached = await fetch(address).then(
    (response) => response.ok,
    () => false,
  )
  if (reached) return
  await wait(250, undefined, { ref: false })
  await answers(address)
}
