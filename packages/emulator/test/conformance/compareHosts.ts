import { apiChecks } from './apiChecks.ts'
import type { Check, Host } from './Host.ts'

/** How one check went on two hosts: `null` where it held, else what was different from what it expects. */
export interface Comparison {
  readonly name: string
  readonly first: string | null
  readonly second: string | null
}

/** Runs the checks of the API on two hosts, one check after the other. */
export async function compareHosts(first: Host, second: Host): Promise<Comparison[]> {
  const comparisons: Comparison[] = []
  for (const check of apiChecks) {
    comparisons.push({
      name: check.name,
      first: await outcome(check, first),
      second: await outcome(check, second),
    })
  }
  return comparisons
}

async function outcome(check: Check, host: Host): Promise<string | null> {
  try {
    await check.run(host)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
