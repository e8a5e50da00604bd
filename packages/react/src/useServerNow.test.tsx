import { getUser } from '@cubekit/core'
import { createStage } from '@cubekit/testing'
import { renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { CubeProvider } from './CubeProvider.tsx'
import { useServerNow } from './useServerNow.ts'

test("it tells the server's time on a device whose clock is off, without rendering", async () => {
  const { open, emulator, person } = createStage()
  const client = open({ now: () => emulator.clock.now() + 3_600_000 })
  let renders = 0
  const { result, rerender } = renderHook(
    () => {
      renders++
      return useServerNow()
    },
    { wrapper: ({ children }) => <CubeProvider client={client}>{children}</CubeProvider> },
  )
  const now = result.current
  expect(now()).toBeGreaterThan(emulator.clock.now() + 3_500_000)
  renders = 0
  await getUser(client, person.id)
  expect(Math.abs(now() - emulator.clock.now())).toBeLessThan(2_000)
  expect(renders).toBe(0)
  rerender()
  expect(result.current).toBe(now)
})
