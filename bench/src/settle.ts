import type { EmulatorServer } from '@cubekit/emulator/node'
import { setTimeout as wait } from 'node:timers/promises'

/** What became of many calls at once. */
export interface Outcome {
  /** POST /session. */
  readonly sessions: number
  /** Every other request. */
  readonly others: number
  readonly resolved: number
  readonly rejected: number
  readonly unsettled: number
  /** Whether requests were still going out when we stopped looking. */
  readonly isCutOff: boolean
}

/** So many requests for 100 calls are taken for a loop. */
const enough = 2000
/** After so long without a request, nothing more is coming. */
const quietMs = 1000
const pollMs = 25

/**
 * Starts 100 calls at once and counts until all have settled, nothing moves any more, or the number of requests
 * shows a loop.
 */
export async function settle(
  emulator: EmulatorServer,
  call: (index: number) => Promise<unknown>,
): Promise<Outcome> {
  const count = 100
  const before = emulator.log.length
  const settled = { resolved: 0, rejected: 0 }
  for (let index = 0; index < count; index++) {
    void call(index).then(
      () => settled.resolved++,
      () => settled.rejected++,
    )
  }
  let seen = 0
  let quietSince = performance.now()
  let isCutOff = false
  while (!isCutOff && settled.resolved + settled.rejected < count) {
    await wait(pollMs)
    const requests = emulator.log.length - before
    if (requests !== seen) quietSince = performance.now()
    else if (performance.now() - quietSince > quietMs) break
    seen = requests
    isCutOff = requests > enough
  }
  const requests = emulator.log.slice(before)
  const sessions = requests.filter(({ method, path }) => method === 'POST' && path === '/session').length
  return {
    sessions,
    others: requests.length - sessions,
    ...settled,
    unsettled: count - settled.resolved - settled.rejected,
    isCutOff,
  }
}
