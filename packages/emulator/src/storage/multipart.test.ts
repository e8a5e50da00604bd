import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readMultipart } from './multipart.ts'

it('gives back what FormData writes, byte by byte and in order', async () => {
  const name = fc.stringMatching(/^[a-zA-Z-]{1,10}$/)
  // Bytes that look like the borders between parts are the interesting ones.
  const byte = fc.oneof(fc.constantFrom(13, 10, 45), fc.nat(255))
  const parts = fc.array(
    fc.tuple(name, fc.uint8Array({ maxLength: 40 }), fc.array(byte, { maxLength: 20 })),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  await fc.assert(
    fc.asyncProperty(parts, async (given) => {
      const form = new FormData()
      for (const [field, bytes, more] of given) form.append(field, new Blob([bytes, Uint8Array.from(more)]))
      const response = new Response(form)
      const body = new Uint8Array(await response.arrayBuffer())
      const read = readMultipart(body, response.headers.get('Content-Type') ?? '')
      expect(read?.map(({ name, content }) => [name, [...content]])).toEqual(
        given.map(([field, bytes, more]) => [field, [...bytes, ...more]]),
      )
    }),
    { numRuns: 300 },
  )
})

it('takes any bytes at all without failing', () => {
  const text = fc.array(
    fc.constantFrom('--', 'x', '\r\n', ': form-data; name="', '"', 'Content-Disposition', '\0'),
  )
  fc.assert(
    fc.property(text, (pieces) => {
      const read = readMultipart(new TextEncoder().encode(pieces.join('')), 'multipart/form-data; boundary=x')
      expect(read === null || read.every((part) => part.name !== undefined)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

it('overlooks what comes before the first part and after the last', () => {
  const body =
    'hello\r\n--"b"\r\ncontent-disposition: FORM-DATA; filename="x"; NAME=file\r\n\r\none\r\n--"b"--bye'
  const read = readMultipart(
    new TextEncoder().encode(body),
    `multipart/form-data; Boundary="b"; charset=utf-8`,
  )
  expect(read).toBeNull()
  const plain = body.replaceAll('--"b"', '--b')
  const parts = readMultipart(new TextEncoder().encode(plain), `multipart/form-data; Boundary="b"`)
  expect(parts).toEqual([{ name: 'file', content: new TextEncoder().encode('one') }])
})
