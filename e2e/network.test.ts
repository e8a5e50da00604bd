import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import type { CrashableChromium } from './support/crashableChromium.ts'
import { call, createTabStage, signIn, startTabChromium, statusOf } from './support/tabPage.ts'

// What Chromium makes of networks that fail: it tells pages less than Node tells programs. The numbers of the rows are
// those of the fault matrix in docs/reliability.md.

let browser: CrashableChromium
beforeAll(async () => {
  browser = await startTabChromium(inject('chromium'))
})
afterAll(() => browser?.crash())

test('rows 36, 37, 38, 39 and 46: every failure has its code, ends nothing, and passes', async () => {
  const { emulator, open } = await createTabStage(browser)
  const requests: string[] = []
  const elsewhere = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    response
      .writeHead(200, { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' })
      .end('{}')
  })
  await new Promise<void>((resolve) => {
    elsewhere.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    elsewhere.close()
    elsewhere.closeAllConnections()
  })
  const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/portal`

  const page = await open({ timeoutMs: 500 })
  expect(await signIn(page, emulator)).toBe('done')
  for (const [fault, code] of [
    [{ kind: 'offline' }, 'unreachable'],
    [{ kind: 'reset' }, 'unreachable'],
    [{ kind: 'noCors' }, 'unreachable'],
    [{ kind: 'badPreflight' }, 'unreachable'],
    [{ kind: 'redirect', location }, 'unreachable'],
    [{ kind: 'html200' }, 'protocol'],
    [{ kind: 'truncate' }, 'protocol'],
    [{ kind: 'hang' }, 'timeout'],
    [{ kind: 'drip', ms: 50 }, 'timeout'],
  ] as const) {
    const recover = emulator.faults.add({ ...fault, path: '/users' })
    expect([fault.kind, await call(page, 3)]).toEqual([fault.kind, { [code]: 3 }])
    recover()
    expect([fault.kind, await statusOf(page)]).toEqual([fault.kind, 'user'])
    expect([fault.kind, await call(page)]).toEqual([fault.kind, { answered: 1 }])
  }
  expect(requests).toEqual([])
})

test('row 36: a name that nobody has, and a server that has gone, are unreachable', async () => {
  const { open, emulator } = await createTabStage(browser)
  await emulator.stop()
  for (const apiUrl of ['http://nowhere.invalid', emulator.url]) {
    const page = await open({ apiUrl })
    expect(await call(page, 3)).toEqual({ unreachable: 3 })
    expect(await signIn(page, emulator)).toBe('unreachable')
    expect(await statusOf(page)).toBe('signed-out')
  }
})
