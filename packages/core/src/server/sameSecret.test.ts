import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { sameSecret } from './sameSecret.ts'

describe('row 117: sameSecret', () => {
  test('is true for the same text and for no other', async () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(text, text, async (a, b) => {
        const encoder = new TextEncoder()
        const isSame = Buffer.from(encoder.encode(a)).equals(encoder.encode(b))
        expect(await sameSecret(a, b)).toBe(isSame)
        expect(await sameSecret(a, a)).toBe(true)
        expect(await sameSecret(a, `${a}x`)).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  test.each([
    [undefined, undefined],
    [null, null],
    ['', ''],
    ['', undefined],
    [null, 'x'],
    ['x', undefined],
  ])('%j and %j: what is missing is the same as nothing', async (given, expected) => {
    expect(await sameSecret(given, expected)).toBe(false)
  })

  test('compares digests of one length, whatever the lengths of the texts', async () => {
    const sign = vi.spyOn(crypto.subtle, 'sign')
    try {
      for (const given of ['', 'x', 'x'.repeat(5000)]) await sameSecret(given, 'the secret')
      const digests = await Promise.all(sign.mock.results.map(({ value }) => value as Promise<ArrayBuffer>))
      expect(digests.map(({ byteLength }) => byteLength)).toEqual(Array.from({ length: 6 }, () => 32))
    } finally {
      sign.mockRestore()
    }
  })

  test('looks at every byte: no comparison of the texts, and no way out of the loop', () => {
    const [, code = ''] = readFileSync(new URL('sameSecret.ts', import.meta.url), 'utf8').split(
      '): Promise<boolean> {',
    )
    expect(code).toContain('difference |=')
    expect(code).not.toMatch(/given (?:===|!==|==) |break|\.equals|indexOf|startsWith/)
  })
})
