import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import vectors from '../../test/fixtures/vectors.json' with { type: 'json' }
import { hmacSha1 } from './hmacSha1.ts'
import { type SignableParams, stringToSign } from './stringToSign.ts'

const app = { application_id: 1, auth_key: '29WfrNWdvkhmX6V', nonce: 1647, timestamp: 1678966390 }

/** The parameters behind each recorded string, in the order in which the official SDKs sent them. */
const cases: readonly (readonly [name: string, params: SignableParams])[] = [
  ['application', {}],
  ['login', { user: { login: 'john', password: '11111111' } }],
  ['email', { user: { email: 'johnsmith@domain.com', password: '11111111' } }],
  ['guest with a name', { user: { guest: '1', full_name: 'Olof Shodger' } }],
  ['guest', { user: { full_name: 'Olof', guest: '1' } }],
  ['guest as a boolean', { user: { guest: true, full_name: 'Olof' } }],
  ['null', { user: { guest: '1', full_name: null } }],
  ['undefined is left out', { user: { guest: '1', full_name: undefined } }],
  ['empty text', { user: { guest: '1', full_name: '' } }],
  ['facebook', { provider: 'facebook', keys: { token: 'fbtok' } }],
  [
    'facebook with a scope',
    { provider: 'facebook', scope: 'friends_status,read_stream', keys: { token: 'fbtok' } },
  ],
  ['twitter', { provider: 'twitter', keys: { token: 'twtok', secret: 'twsec' } }],
  ['firebase phone without credentials', { provider: 'firebase_phone' }],
  ['firebase email without credentials', { provider: 'firebase_email' }],
  ['special characters', { user: { login: 'john', password: 'a&b=c+d%e f' } }],
  ['what looks encoded', { user: { login: 'john', password: 'p%20w+d' } }],
  ['a decomposed letter', { user: { login: 'john', password: 'e\u0301' } }],
  ['an injection', { user: { login: 'john', password: 'x&user[login]=admin' } }],
]

describe('stringToSign', () => {
  test('has a case for every recorded signature', () => {
    expect(cases).toHaveLength(vectors.vectors.length)
  })

  test.each(cases.map(([name, params], at) => ({ name, params, vector: vectors.vectors[at] })))(
    'signs as the official SDKs do: $name',
    async ({ params, vector }) => {
      const text = stringToSign({ ...params, ...app })
      expect(text).toBe(vector?.stringToSign)
      expect(await hmacSha1(vectors.authSecret, text)).toBe(vector?.signature)
    },
  )

  test.each([
    [
      { provider: 'firebase_phone', firebase_phone: { project_id: 'proj', access_token: 'ey.fire.base' } },
      'bc8dfed39ca5a0fb782a54a2a26471d3cc403d76',
    ],
    [
      { provider: 'firebase_email', firebase_email: { project_id: 'proj', access_token: 'ey.fire.base' } },
      'b377b5cb5bdffb3cafc8c021832131e13dba485d',
    ],
    [{ user: { login: 'übër', password: 'пароль🙂' } }, '67857787950873287886e71c230292b1b8b4c94e'],
  ])('signs groups and other scripts: %o', async (params, signature) => {
    expect(await hmacSha1(vectors.authSecret, stringToSign({ ...app, ...params }))).toBe(signature)
  })

  test('agrees with a published signature', async () => {
    const params = {
      application_id: 1,
      auth_key: 'abc123',
      nonce: 111,
      timestamp: 123,
      user: { login: 'you', password: 'me', owner_id: 1 },
    }
    expect(await hmacSha1('secret', stringToSign(params))).toBe('90d077f8a1c649dd1622df8d432420121e02630b')
  })

  test('does not sign an old signature', () => {
    expect(stringToSign({ ...app, signature: 'old' })).toBe(stringToSign(app))
  })
})

describe('hmacSha1', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 200 })

  test('equals the HMAC of node:crypto', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (secret, message) => {
        expect(await hmacSha1(secret, message)).toBe(createHmac('sha1', secret).update(message).digest('hex'))
      }),
    )
  })

  test('is the same on a plain-HTTP host, where there is no crypto.subtle', async () => {
    vi.stubGlobal('crypto', { getRandomValues: globalThis.crypto.getRandomValues.bind(globalThis.crypto) })
    try {
      await fc.assert(
        fc.asyncProperty(text, text, async (secret, message) => {
          expect(await hmacSha1(secret, message)).toBe(
            createHmac('sha1', secret).update(message).digest('hex'),
          )
        }),
      )
    } finally {
      vi.unstubAllGlobals()
    }
  })
})
