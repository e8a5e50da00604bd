import { errorOf } from '@cubekit/testing'
import { expect, test } from 'vitest'
import { onDemand } from './onDemand.ts'

test('code that does not come is told apart from a server that does not answer, and is asked for again', async () => {
  let asked = 0
  const load = async (): Promise<string> => {
    asked += 1
    if (asked === 1) throw new TypeError('Failed to fetch dynamically imported module')
    return 'a module'
  }
  const error = await errorOf(onDemand(load))
  expect(error).toMatchObject({ code: 'unreachable', fields: { module: ['not-loaded'] } })
  expect(error).toHaveProperty('message', expect.stringMatching(/load the page again/))
  expect(await onDemand(load)).toBe('a module')
})
