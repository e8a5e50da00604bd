import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import fixture from '../../test/fixtures/signatures.json' with { type: 'json' }
import { at, setUp, type Reply } from '../../test/api.ts'
import { createEmulator } from '../index.ts'
import { apiOf } from '../../test/api.ts'
import { parametersFromJson } from './parameters.ts'
import { sign, stringToSign } from './signature.ts'

const TIME = 1_678_966_390_000
const keys = { authKey: '29WfrNWdvkhmX6V', authSecret: fixture.authSecret }
const unexpected = [422, { errors: ['Unexpected signature'] }]

function hmac(text: string): string {
  return createHmac('sha1', keys.authSecret).update(text).digest('hex')
}

const server = (now = TIME) =>
  apiOf(createEmulator({ ...keys, clock: { now: () => now }, signatures: 'require' }))
const outcome = ({ status, body }: Reply): unknown[] => [status, body]
const vectors = fixture.vectors.map((vector) => ({ authSecret: keys.authSecret, ...vector }))

describe('the signature', () => {
  it.each(vectors)('of $stringToSign', ({ body, stringToSign: line, signature, authSecret }) => {
    const parameters = parametersFromJson(body)
    expect(stringToSign(parameters)).toBe(line)
    expect(sign(parameters, authSecret)).toBe(signature)
  })

  it.each(vectors.filter(({ body }) => body.auth_key === keys.authKey))(
    'is checked by POST /session: $stringToSign',
    async ({ body, signature }) => {
      const good = await server().post('/session', { ...body, signature })
      expect(outcome(good)).not.toEqual(unexpected)
      const wrong = await server().post('/session', {
        ...body,
        signature: signature.replace(/^./, (c) => (c === '0' ? '1' : '0')),
      })
      expect(outcome(wrong)).toEqual(unexpected)
    },
  )

  it('is the same for numbers sent as texts, and for every encoding of the body', async () => {
    const { body, signature } = vectors[1]!
    const texts = { ...body, nonce: '1647', timestamp: '1678966390', application_id: '1', signature }
    expect((await server().post('/session', texts)).status).toBe(201)
    const form = {
      application_id: '1',
      auth_key: keys.authKey,
      nonce: '1647',
      timestamp: '1678966390',
      signature,
      'user[login]': 'john',
      'user[password]': '11111111',
    }
    const multipart = new FormData()
    for (const [name, value] of Object.entries(form)) multipart.append(name, value)
    for (const encoded of [new URLSearchParams(form), multipart]) {
      const emulator = createEmulator({ ...keys, clock: { now: () => TIME }, signatures: 'require' })
      expect((await emulator.fetch('/session.json', { method: 'POST', body: encoded })).status).toBe(201)
    }
  })

  it('covers the parsed body: a password that looks like a parameter stays a password', async () => {
    const line =
      'application_id=1&auth_key=29WfrNWdvkhmX6V&nonce=1647&timestamp=1678966390&user[login]=john&user[password]=x&user[login]=admin'
    const api = server()
    const body = { application_id: 1, auth_key: keys.authKey, nonce: 1647, timestamp: 1678966390 }
    const reply = await api.post('/session', {
      ...body,
      user: { login: 'john', password: 'x&user[login]=admin' },
      signature: hmac(line),
    })
    expect(at(reply.body, 'session', 'user', 'login')).toBe('john')
  })

  it('is needed only where it is required, and checked where it is accepted', async () => {
    const unsigned = { application_id: 1, auth_key: keys.authKey }
    const wrong = { ...unsigned, nonce: 1, timestamp: TIME / 1000, signature: 'f'.repeat(40) }
    for (const [signatures, statusUnsigned, statusWrong] of [
      ['require', 422, 422],
      ['accept', 201, 422],
      ['ignore', 201, 201],
    ] as const) {
      const api = apiOf(createEmulator({ ...keys, clock: { now: () => TIME }, signatures }))
      expect((await api.post('/session', unsigned)).status).toBe(statusUnsigned)
      expect((await api.post('/session', wrong)).status).toBe(statusWrong)
    }
  })

  it.each([
    [
      'another secret',
      { signature: createHmac('sha1', 'other').update(vectors[0]!.stringToSign).digest('hex') },
    ],
    ['a changed parameter', { nonce: 1648 }],
    ['a parameter too many', { scope: 'everything' }],
    ['upper case', { signature: vectors[0]!.signature.toUpperCase() }],
    ['a beginning of it', { signature: vectors[0]!.signature.slice(0, 39) }],
    ['something that is no text', { signature: [vectors[0]!.signature] }],
  ])('is refused for %s', async (_, change) => {
    const { body, signature } = vectors[0]!
    expect(outcome(await server().post('/session', { ...body, signature, ...change }))).toEqual(unexpected)
  })

  it.each([
    [-60 * 60_000 - 1, 422],
    [-60 * 60_000, 201],
    [0, 201],
    [60 * 60_000, 201],
    [60 * 60_000 + 1, 422],
    [2 * 60 * 60_000, 422],
  ])('is taken at a clock that is off by %d ms with %d', async (off, status) => {
    const { body, signature } = vectors[0]!
    const reply = await server(TIME + off).post('/session', { ...body, signature })
    expect(reply.status).toBe(status)
    if (status === 422) expect(reply.body).toEqual({ errors: ['Invalid timestamp'] })
  })

  it.each(['', 'now', 'NaN', 'Infinity'])('needs a timestamp that is a time, not "%s"', async (timestamp) => {
    const line = `application_id=1&auth_key=${keys.authKey}&nonce=5&timestamp=${timestamp}`
    const body = { application_id: 1, auth_key: keys.authKey, nonce: 5, timestamp, signature: hmac(line) }
    expect(outcome(await server().post('/session', body))).toEqual([422, { errors: ['Invalid timestamp'] }])
  })

  it('takes each pair of timestamp and nonce once, and only a good signature uses it up', async () => {
    const api = server()
    const { body, signature } = vectors[0]!
    const post = async (change: object): Promise<unknown[]> =>
      outcome(await api.post('/session', { ...body, signature, ...change }))
    expect(await post({ signature: 'f'.repeat(40) })).toEqual(unexpected)
    expect(await post({})).toEqual([201, expect.anything()])
    expect(await post({})).toEqual([422, { errors: ['Nonce has already been used'] }])
  })

  it('forgets used pairs once their timestamp would be refused anyway', async () => {
    const { emulator, api } = setUp({ signatures: 'require', authSecret: keys.authSecret })
    const post = async (nonce: number): Promise<number> => {
      const timestamp = emulator.clock.now() / 1000
      const body = { application_id: 1, auth_key: emulator.keys.authKey, nonce, timestamp }
      return (
        await api.post('/session', { ...body, signature: sign(parametersFromJson(body), keys.authSecret) })
      ).status
    }
    expect(await post(1)).toBe(201)
    expect(emulator.snapshot().nonces).toHaveLength(1)
    emulator.clock.advance(61 * 60_000)
    expect(await post(1)).toBe(201)
    expect(emulator.snapshot().nonces).toHaveLength(1)
  })

  it('agrees with node:crypto for any texts', { timeout: 30_000 }, () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 })
    fc.assert(
      fc.property(fc.dictionary(text, text, { noNullPrototype: true }), (parameters) => {
        const lines = Object.entries(parameters)
          .filter(([name]) => name !== 'signature')
          .map(([name, value]) => `${name}=${value}`)
        const line = lines.sort().join('&')
        expect(sign(parametersFromJson(parameters), keys.authSecret)).toBe(hmac(line))
      }),
    )
  })
})
