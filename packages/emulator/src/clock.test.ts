import { expect, it } from 'vitest'
import { createEmulator } from './index.ts'

it('can be moved, set, and made to run ahead of its source', () => {
  let machine = 1_000_000
  const { clock } = createEmulator({ clock: { now: () => machine } })
  clock.advance(500)
  clock.advance(-200)
  expect(clock.now()).toBe(1_000_300)
  clock.set(new Date(5_000_000))
  machine += 10
  expect(clock.now()).toBe(5_000_010)
  clock.skew(60_000)
  clock.skew(60_000)
  expect(clock.now()).toBe(machine + 60_000)
  clock.skew(0)
  expect(clock.now()).toBe(machine)
  expect(() => clock.set(new Date('no date'))).toThrow(RangeError)
})
