import { expect, test } from 'vitest'
import { nextTryAt } from '../../src/session/breaker.ts'
import { transition } from '../../src/session/machine.ts'
import { emptyRecord } from '../../src/session/record.ts'

// Rules that histories do not reach, or in which the model cannot tell right from wrong.

test('I2: a logout that is made up for ends whom it was meant for, and nobody who came after', () => {
  const event = { type: 'ended', everything: false, upTo: 3 } as const
  expect(transition({ ...emptyRecord, epoch: 3 }, event)?.record.epoch).toBe(4)
  expect(transition({ ...emptyRecord, epoch: 4 }, event)).toBeNull()
})

test('I3: of two application sessions that take the place of the same one, the first stays', () => {
  const opened = { type: 'app-opened', token: 'second', replaces: 'old' } as const
  expect(transition({ ...emptyRecord, appToken: 'first' }, opened)).toBeNull()
  expect(transition({ ...emptyRecord, appToken: 'old' }, opened)?.record.appToken).toBe('second')
})

test('I4, row 42: however often the network comes back, three tries fall into a minute', () => {
  expect(nextTryAt([1000, 2000], true)).toBeLessThanOrEqual(2000)
  expect(nextTryAt([1000, 2000, 3000], true)).toBe(61_000)
})
