import { createEmulator } from '@cubekit/emulator'
import { afterEach, describe, expect, test } from 'vitest'
import { createCubeClient, createSession, localSigner, memoryStorage } from '../index.ts'
import { hmacSha1 } from './hmacSha1.ts'

// A page on plain HTTP, other than localhost, has no crypto.subtle: its HMAC comes from a library, on demand.

const subtle = Object.getOwnPropertyDescriptor(Crypto.prototype, 'subtle')!

function hideWebCrypto(): void {
  Object.defineProperty(Crypto.prototype, 'subtle', { configurable: true, get: () => undefined })
}

afterEach(() => void Object.defineProperty(Crypto.prototype, 'subtle', subtle))

describe('HMAC-SHA1 with and without crypto.subtle', () => {
  const texts = [
    '',
    'a',
    'application_id=1&auth_key=k&nonce=2&timestamp=3',
    'emoji 🙂 &=+%',
    'x'.repeat(1000),
  ]
  const secrets = ['', 'key', 'ключ', 's'.repeat(64), 's'.repeat(65)]

  test('is the same', async () => {
    const all = (): Promise<string[]> =>
      Promise.all(secrets.flatMap((secret) => texts.map((text) => hmacSha1(secret, text))))
    const native = await all()
    hideWebCrypto()
    expect(crypto.subtle).toBeUndefined()
    expect(await all()).toEqual(native)
    expect(new Set(native)).toHaveLength(secrets.length * texts.length)
  })

  test('is that of RFC 2202', async () => {
    const text = 'what do ya want for nothing?'
    const digest = 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79'
    expect(await hmacSha1('Jefe', text)).toBe(digest)
    hideWebCrypto()
    expect(await hmacSha1('Jefe', text)).toBe(digest)
  })

  test('opens a session where signatures are required', async () => {
    const emulator = createEmulator({ signatures: 'require' })
    hideWebCrypto()
    const client = createCubeClient({
      ...emulator.clientOptions,
      signer: localSigner(emulator.keys),
      storage: memoryStorage(),
    })
    await expect(createSession(client)).resolves.toMatchObject({ user_id: null })
  })
})
