import { createStage, errorOf } from '@cubekit/testing'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import {
  createSession,
  getSession,
  localSigner,
  login,
  loginAsGuest,
  remoteSigner,
  unsigned,
} from '../index.ts'
import { createNonces } from './nonce.ts'

describe('createNonces', () => {
  test('never gives the same number twice, and uses 32 bits', () => {
    const nextNonce = createNonces()
    const nonces = Array.from({ length: 200_000 }, () => nextNonce())
    expect(new Set(nonces).size).toBe(200_000)
    expect(nonces.some((nonce) => nonce > 2 ** 31)).toBe(true)
    expect(nonces.every((nonce) => Number.isInteger(nonce) && nonce >= 0 && nonce < 2 ** 32)).toBe(true)
  })

  test('spreads them: another source gives others, and every bit is set half of the time', () => {
    const draw = (): number[] => {
      const nextNonce = createNonces()
      return Array.from({ length: 4096 }, () => nextNonce())
    }
    const [nonces, others] = [draw(), new Set(draw())]
    expect(nonces.filter((nonce) => others.has(nonce)).length).toBeLessThan(3)
    for (let bit = 0; bit < 32; bit++) {
      const set = nonces.filter((nonce) => (nonce >>> bit) & 1).length
      expect(Math.abs(set - 2048)).toBeLessThan(400)
    }
  })
})

describe('localSigner', () => {
  test('opens sessions where signatures are required, a thousand in one second', async () => {
    const { client, emulator } = createStage({ emulator: { signatures: 'require' } })
    for (let at = 0; at < 1000; at++) await createSession(client)
    expect(emulator.log.filter(({ path, status }) => path === '/session' && status === 201)).toHaveLength(
      1000,
    )
  })
})

describe('unsigned', () => {
  test('opens a session with the key alone', async () => {
    const { emulator, open } = createStage()
    const client = open({ signer: unsigned({ authKey: emulator.keys.authKey }) })
    await expect(getSession(client)).resolves.toMatchObject({ user_id: null })
  })

  test('is refused where signatures are required', async () => {
    const { emulator, open } = createStage({ emulator: { signatures: 'require' } })
    const client = open({ signer: unsigned({ authKey: emulator.keys.authKey }) })
    expect((await errorOf(getSession(client))).status).toBe(422)
  })
})

describe('remoteSigner', () => {
  /** An app's server that signs, behind the same fetch as the API. */
  function stageWithSigner(answer?: (request: Request) => Response | Promise<Response>) {
    const stage = createStage({ emulator: { signatures: 'require' } })
    const { emulator } = stage
    const signer = localSigner(emulator.keys)
    const asked: Request[] = []
    const client = stage.open({
      signer: remoteSigner('https://app.test/sign'),
      fetch: async (input, init) => {
        const request = new Request(input, init)
        if (!request.url.startsWith('https://app.test/')) return emulator.fetch(request)
        asked.push(request)
        if (answer) return answer(request)
        return Response.json(await signer.sign({ application_id: emulator.clientOptions.appId }))
      },
    })
    return { ...stage, client, asked }
  }

  test('signs a person in without the secret, and tells the signer nothing', async () => {
    const { client, person, asked } = stageWithSigner()
    await expect(login(client, { login: person.login, password: person.password })).resolves.toMatchObject({
      id: person.id,
    })
    expect(asked).toHaveLength(1)
    expect(await asked[0]?.clone().text()).toBe('{}')
    expect(asked[0]?.headers.get('CB-Token')).toBeNull()
  })

  test('says what it cannot do', async () => {
    const { client, person } = stageWithSigner()
    expect((await errorOf(loginAsGuest(client, {}))).code).toBe('invalid-argument')
    const credentials = { login: person.login, password: person.password }
    expect((await errorOf(createSession(client, credentials))).code).toBe('invalid-argument')
  })

  test.each([
    ['refuses', () => new Response('no', { status: 403 }), 'signature-rejected'],
    ['is busy', () => new Response('', { status: 429 }), 'rate-limited'],
    ['answers with a page', () => new Response('<html>'), 'protocol'],
    [
      'answers for another app',
      () => Response.json({ application_id: 2, auth_key: 'k', nonce: 1, timestamp: 1, signature: 's' }),
      'protocol',
    ],
    ['answers null', () => Response.json(null), 'protocol'],
    ['is unreachable', () => Promise.reject(new TypeError('fetch failed')), 'unreachable'],
  ])('has a code when the signer %s', async (_, answer, code) => {
    const { client, person } = stageWithSigner(answer)
    expect((await errorOf(login(client, { login: person.login, password: person.password }))).code).toBe(code)
  })
})

describe('a signer of the app’s own', () => {
  test.each([
    ['rejects', () => Promise.reject(new TypeError('with the secret'))],
    [
      'throws',
      () => {
        throw new TypeError('with the secret')
      },
    ],
  ])('that %s: an error with a code, and nothing of its own', async (_, sign) => {
    const { open } = createStage()
    const error = await errorOf(getSession(open({ signer: { sign } })))
    expect(error.code).toBe('signature-rejected')
    expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain('with the secret')
  })

  test.each([undefined, { guest: '1' } as const])(
    'that never answers holds nobody who gives up (%o)',
    async (credentials) => {
      const { open } = createStage()
      const asked = Promise.withResolvers<void>()
      const sign = (): Promise<never> => {
        asked.resolve()
        return new Promise(() => {})
      }
      const abort = new AbortController()
      const client = open({ signer: { sign } })
      const waiting = errorOf(createSession(client, credentials, { signal: abort.signal }))
      await asked.promise
      abort.abort()
      expect((await waiting).code).toBe('aborted')
    },
    2000,
  )
})
