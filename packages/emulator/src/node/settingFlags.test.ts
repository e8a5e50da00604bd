import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { at, setUp } from '../../test/api.ts'
import { FlagError } from './FlagError.ts'
import { readFlags } from './readFlags.ts'

describe('the flags for settings', () => {
  it('leave out what is not said', () => {
    expect(readFlags([]).settings).toEqual({})
  })

  it.each([
    [['--signatures', 'require'], { signatures: 'require' }],
    [['--signatures=ignore'], { signatures: 'ignore' }],
    [['--no-auto-create-users'], { autoCreateUsers: false }],
    [['--no-v1-listing', '--no-reset-by-email'], { v1Listing: false, resetByEmail: false }],
    [['--newest-session-only'], { newestSessionOnly: true }],
    [['--session-limit', '3'], { sessionLimit: 3 }],
  ])('%j', (args, settings) => {
    expect(readFlags(args).settings).toEqual(settings)
  })

  it.each([
    [['--signatures', 'maybe'], '--signatures must be require, accept or ignore, not "maybe".'],
    [['--session-limit', '0'], '--session-limit must be a whole number, 1 or more, not "0".'],
    [['--cidp-url', 'verify'], '--cidp-url must be an address'],
    [['--cidp-url', 'file:///etc'], '--cidp-url must be an address'],
    [['--cidp-request', '{}'], '--cidp-url is missing.'],
    [
      ['--cidp-url=http://127.0.0.1/', '--cidp-response', 'uid'],
      '--cidp-response must be a JSON object of texts',
    ],
    [
      ['--cidp-url=http://127.0.0.1/', '--cidp-response', '{"uid":1}'],
      '--cidp-response must be a JSON object of texts',
    ],
    [['--no-v1-listing=yes'], '--no-v1-listing'],
  ])('%j is refused', (args, message) => {
    const read = (): unknown => readFlags(args)
    expect(read).toThrow(FlagError)
    expect(read).toThrow(message)
  })

  it('--firebase-project takes tokens of the Firebase Auth emulator', async () => {
    const { emulator, api } = setUp(readFlags(['--firebase-project', 'demo-app']).settings)
    const now = emulator.clock.now() / 1000
    const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = {
      iss: 'https://securetoken.google.com/demo-app',
      aud: 'demo-app',
      auth_time: now,
      iat: now,
      exp: now + 3600,
      sub: 'uid',
      phone_number: '+4427123314',
    }
    const access_token = `${encode({ alg: 'none' })}.${encode(claims)}.`
    const reply = await api.session({
      provider: 'firebase_phone',
      firebase_phone: { project_id: 'demo-app', access_token },
    })
    expect([reply.status, at(reply.body, 'session', 'user', 'phone')]).toEqual([201, '+4427123314'])
  })

  it('--cidp-url asks an identity provider', async () => {
    const asked: (string | undefined)[] = []
    const server = createServer((request, response) => {
      asked.push(request.url)
      response.end('{"account": {"key": "k1"}}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    try {
      const { settings } = readFlags([
        `--cidp-url=http://127.0.0.1:${port}/verify`,
        '--cidp-request={"jwt":"#{login}"}',
        '--cidp-response={"uid":"#{account.key}"}',
      ])
      const { api } = setUp(settings)
      const { body } = await api.session({ user: { login: 'e30', password: 'any' } })
      expect(at(body, 'session', 'user', 'login')).toBe('custom_k1')
      expect(asked).toEqual(['/verify?jwt=e30'])
    } finally {
      server.close()
    }
  })
})
