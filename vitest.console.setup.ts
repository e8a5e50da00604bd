import { afterEach, beforeEach, expect } from 'vitest'

/**
 * A test fails when anything warns or logs an error: React's act, key and hydration warnings included.
 * A test that expects a message puts its own spy on the console, which then gets the message.
 */
const methods = ['error', 'warn'] as const
let messages: string[] = []
let restore: (() => void)[] = []

beforeEach(() => {
  messages = []
  restore = methods.map((method) => {
    const original = console[method]
    const listen = (...parts: unknown[]): void => {
      messages.push(`console.${method}: ${parts.map(String).join(' ')}`)
      original.apply(console, parts)
    }
    console[method] = listen
    return () => {
      if (console[method] === listen) console[method] = original
    }
  })
})

afterEach(() => {
  for (const undo of restore) undo()
  expect(messages, 'the console stays quiet').toEqual([])
})
