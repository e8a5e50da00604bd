import { startEmulator } from '@cubekit/emulator/node'
import { createServer } from 'node:http'
import type { EmulatorReport, EmulatorStart } from './emulatorProcess.ts'

// Runs in a process of its own, so that what it costs can be told from what asking it costs.

function report(start: EmulatorStart | null): void {
  const { user, system } = process.cpuUsage()
  const sent: EmulatorReport = {
    start,
    cpuMs: (user + system) / 1000,
    rssMb: process.memoryUsage.rss() / 1e6,
  }
  process.send?.(sent)
}
process.on('message', () => report(null))
process.on('disconnect', () => process.exit(0))

const users = Number(process.argv[2])
if (users > 0) {
  const { url, keys, people } = await startEmulator({ users })
  // A few people from everywhere in the population.
  const step = Math.max(1, Math.floor(people.length / 1000))
  report({ url, keys, people: people.filter((_, index) => index % step === 0), readyMs: performance.now() })
} else {
  // The floor: a server that reads a body and answers as many bytes, and does nothing.
  const answer = JSON.stringify({ limit: 100, skip: 0, total_entries: 1, items: [{ text: 'x'.repeat(500) }] })
  const server = createServer((incoming, outgoing) => {
    incoming.resume().on('end', () => {
      outgoing.writeHead(200, { 'Content-Type': 'application/json' }).end(answer)
    })
  })
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The server has no port.')
    const url = `http://127.0.0.1:${address.port}`
    report({ url, keys: { authKey: 'key', authSecret: 'secret' }, people: [], readyMs: performance.now() })
  })
}
