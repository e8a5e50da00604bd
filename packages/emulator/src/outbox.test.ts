import { expect, it } from 'vitest'
import { createOutbox } from './outbox.ts'

const mail = {
  at: 0,
  kind: 'password-reset',
  to: 'ada@example.com',
  userId: 1,
  subject: '',
  text: '',
} as const

it('keeps mails in the order they were sent, a thousand of them', () => {
  const outbox = createOutbox()
  for (let index = 0; index < 1001; index++) outbox.send(mail)
  expect(outbox.mails).toHaveLength(1000)
  expect([outbox.mails[0]?.id, outbox.mails.at(-1)?.id]).toEqual([2, 1001])
  outbox.clear()
  expect(outbox.mails).toEqual([])
  expect(outbox.send(mail)).toEqual({ id: 1002, ...mail })
})
