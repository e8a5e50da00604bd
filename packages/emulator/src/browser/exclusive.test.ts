import { afterEach, expect, it, vi } from 'vitest'
import { createExclusive } from './exclusive.ts'

afterEach(() => void vi.unstubAllGlobals())

it.each(['with', 'without', 'with refused'])(
  'does one thing at a time, in order, even after a failure: %s locks',
  async (mode) => {
    if (mode === 'without') vi.stubGlobal('navigator', {})
    if (mode === 'with refused') {
      const request = (): Promise<never> => Promise.reject(new DOMException('sandboxed', 'SecurityError'))
      vi.stubGlobal('navigator', { locks: { request } })
    }
    const exclusive = createExclusive(`exclusive ${mode}`)
    const events: string[] = []
    const gates = Array.from({ length: 3 }, () => Promise.withResolvers<void>())
    const results = gates.map((gate, index) =>
      exclusive(async () => {
        events.push(`start ${index}`)
        await gate.promise
        events.push(`end ${index}`)
        if (index === 0) throw new Error('the first fails')
        return index
      }),
    )
    // Opened in the wrong order: who waits for an open gate still waits for its turn.
    for (const gate of gates.toReversed()) gate.resolve()
    expect(await Promise.allSettled(results)).toEqual([
      { status: 'rejected', reason: new Error('the first fails') },
      { status: 'fulfilled', value: 1 },
      { status: 'fulfilled', value: 2 },
    ])
    expect(events).toEqual(['start 0', 'end 0', 'start 1', 'end 1', 'start 2', 'end 2'])
  },
)
