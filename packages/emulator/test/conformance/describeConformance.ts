import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest'
import { apiChecks } from './apiChecks.ts'
import { control } from './client.ts'
import { controlChecks } from './controlChecks.ts'
import type { ControlledHost } from './Host.ts'

/** Runs every check on a host: wherever an emulator runs, it is the same one. */
export function describeConformance(name: string, open: () => Promise<ControlledHost>): void {
  // oxlint-disable-next-line vitest/valid-title
  describe(name, () => {
    let host: ControlledHost
    beforeAll(async () => {
      host = await open()
    })
    afterAll(() => host?.close())
    beforeEach(async () => {
      const { status } = await control(host, 'POST', 'reset')
      if (status !== 200) throw new Error(`The host cannot be reset: ${status}.`)
    })
    // What a check expects, it expects by itself.
    // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title
    for (const check of [...apiChecks, ...controlChecks]) it(check.name, () => check.run(host))
  })
}
