import { expect, test } from 'vitest'
import type { ServerFault } from './ModelServer.ts'
import { request } from './perform.ts'
import { Run } from './runHistory.ts'
import { inVirtualWorld } from './runModel.ts'

const minutes = 10

/** 8 tabs ask each second, for ten minutes, a server that is of no use; the breaker's limits are checked at each try. */
async function endure(fault: ServerFault, start: 'A' | 'nobody', hasProvider: boolean) {
  return inVirtualWorld(async () => {
    const setting = { tabs: 8, hasLocks: true, hasProvider, isSigned: false, hasHint: true, start } as const
    const run = await Run.begin(setting, new Uint8Array([1]))
    const { world } = run
    let created = 0
    await run.idle(0)
    world.server.fault = fault
    for (let second = 0; second < minutes * 60; second++) {
      for (const tab of world.tabs) {
        await world.scheduler.act(tab.page, 'asks', () => request(world, tab, second % 2 ? 'app' : 'user'))
      }
      await run.idle(0)
      world.scheduler.pass(1000)
      await run.idle(0)
      created = world.traffic.opened
    }
    return { created, statuses: world.tabs.map(({ client }) => client.getSession().status), world, run }
  })
}

const faults: readonly ServerFault[] = ['rejects fresh tokens', '503', '429', 'html']

test.each(faults)(
  'rows 41 and 45, I4: ten minutes of "%s", 8 tabs and nobody signed in: few sessions are opened in vain',
  async (fault) => {
    const { created } = await endure(fault, 'nobody', false)
    expect(created).toBeGreaterThan(0)
    // Three in a minute at most, which the model itself checks, and twenty in an hour.
    expect(created).toBeLessThanOrEqual(20)
  },
  60_000,
)

test.each(faults.slice(1))(
  'rows 41 and 45, I6: ten minutes of "%s" sign nobody out, in none of 8 tabs',
  async (fault) => {
    const { created, statuses } = await endure(fault, 'A', true)
    expect(statuses).toEqual(Array.from({ length: 8 }, () => 'user'))
    expect(created).toBeLessThanOrEqual(20)
  },
  60_000,
)

test('row 45 and I4: a server that rejects its own fresh tokens is not stormed by renewals', async () => {
  const { created } = await endure('rejects fresh tokens', 'A', true)
  expect(created).toBeGreaterThan(0)
  expect(created).toBeLessThanOrEqual(20)
})
