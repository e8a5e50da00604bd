import type { Fault } from '@cubekit/emulator'
import type { Scenario } from '../.storybook/scenarios.ts'

/**
 * The parameters of a story in which something goes wrong.
 *
 * @example
 * export const Offline = meta.story({ parameters: failing({ kind: 'offline' }) })
 */
export function failing(...faults: Fault[]): { scenario: Scenario } {
  return { scenario: { faults } }
}
