import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { verifyFirebaseToken, type FirebaseKey, type FirebaseProject } from '../index.ts'
import { at, setUp, type Reply } from '../../test/api.ts'

const now = Date.UTC(2026, 0, 15, 12) / 1000
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
const keyOf = (key: KeyObject, kid: string): FirebaseKey => ({
  ...key.export({ format: 'jwk' }),
  kid,
  alg: 'RS256',
  use: 'sig',
})
const keys = [keyOf(other.publicKey, 'other'), keyOf(pair.publicKey, 'key-1')]

const claims = {
  iss: 'https://securetoken.google.com/demo-app',
  aud: 'demo-app',
  auth_time: now - 60,
  iat: now - 60,
  exp: now + 3540,
  sub: 'uid-of-ada',
  user_id: 'uid-of-ada',
  phone_number: '+4427123314',
  email: 'ada@example.org',
  name: 'Ada Lovelace ☺',
}
function signedToken(changes: object = {}, header: object = {}, key: KeyObject = pair.privateKey): string {
  const head = encode({ alg: 'RS256', kid: 'key-1', typ: 'JWT', ...header })
  const signed = `${head}.${encode({ ...claims, ...changes })}`
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`
}
function unsignedToken(changes: object = {}, header: object = {}): string {
  return `${encode({ alg: 'none', typ: 'JWT', ...header })}.${encode({ ...claims, ...changes })}.`
}

async function signIn(
  access_token: string,
  project: Partial<FirebaseProject> = {},
  project_id = 'demo-app',
): Promise<Reply> {
  const firebase_phone = verifyFirebaseToken({ projectId: 'demo-app', keys, ...project })
  const { api } = setUp({ providers: { firebase_phone, firebase_email: firebase_phone } })
  return api.session({ provider: 'firebase_phone', firebase_phone: { project_id, access_token } })
}
const refused = { status: 422, body: { errors: ['Bad Authentication data'] } }

describe('a signed token', () => {
  it('is accepted, and its phone number, e-mail and name become the user’s', async () => {
    const { status, body } = await signIn(signedToken())
    expect(status).toBe(201)
    expect(at(body, 'session', 'user')).toMatchObject({
      login: 'firebase_phone_uid-of-ada',
      phone: '+4427123314',
      email: 'ada@example.org',
      full_name: 'Ada Lovelace ☺',
    })
  })

  it('is checked with keys that are fetched', async () => {
    expect((await signIn(signedToken(), { keys: () => Promise.resolve(keys) })).status).toBe(201)
    expect(await signIn(signedToken(), { keys: () => Promise.resolve([]) })).toMatchObject(refused)
  })

  it.each([
    ['of another project', signedToken({ aud: 'other-app' })],
    ['of another issuer', signedToken({ iss: 'https://securetoken.google.com/other-app' })],
    ['that is over', signedToken({ exp: now })],
    ['without an end', signedToken({ exp: undefined })],
    ['of the future', signedToken({ iat: now + 301 })],
    ['of a sign-in in the future', signedToken({ auth_time: now + 301 })],
    ['of nobody', signedToken({ sub: '' })],
    ['of a number', signedToken({ sub: 7 })],
    ['of a subject too long', signedToken({ sub: 'x'.repeat(129) })],
    ['by an unknown key', signedToken({}, { kid: 'key-2' })],
    ['by another key', signedToken({}, {}, other.privateKey)],
    ['by a key it does not name', signedToken({}, { kid: 'other' })],
    ['by another algorithm', signedToken({}, { alg: 'HS256' })],
    ['signed by nobody', unsignedToken()],
    ['with a signature cut off', signedToken().replace(/\.[^.]*$/, '.')],
    ['with other claims', signedToken().replace(/\.[^.]*\./, `.${encode({ ...claims, sub: 'eve' })}.`)],
    ['in two parts', 'a.b'],
    ['in four parts', `${signedToken()}.x`],
    ['that is no base64', `%%.${signedToken()}`],
    ['that is no JSON', 'aGk.aGk.aGk'],
    ['that is a list', `${encode([])}.${encode([])}.x`],
    ['that is no text', `${Buffer.from([0xff]).toString('base64url')}.e30.x`],
  ])('%s is refused', async (_, token) => {
    expect(await signIn(token)).toMatchObject(refused)
  })

  it('for another project than the request names is refused', async () => {
    expect(await signIn(signedToken(), {}, 'other-app')).toMatchObject(refused)
  })

  it('is refused where a key is broken', async () => {
    expect(await signIn(signedToken(), { keys: [{ kid: 'key-1', kty: 'RSA' }] })).toMatchObject(refused)
  })
})

describe('a token of the Firebase Auth emulator', () => {
  it('is accepted where it is asked for', async () => {
    expect((await signIn(unsignedToken(), { keys: 'unsigned' })).status).toBe(201)
  })

  it.each([
    ['over', unsignedToken({ exp: now })],
    ['of another project', unsignedToken({ aud: 'other-app' })],
    ['signed', signedToken()],
    ['of another algorithm', unsignedToken({}, { alg: 'RS256' })],
    ['with something for a signature', `${unsignedToken()}x`],
  ])('that is %s is refused', async (_, token) => {
    expect(await signIn(token, { keys: 'unsigned' })).toMatchObject(refused)
  })

  it('without a phone number is no phone sign-in', async () => {
    const { status, body } = await signIn(unsignedToken({ phone_number: undefined }), { keys: 'unsigned' })
    expect([status, body]).toEqual([422, { errors: ["Both user login and email can't be blank"] }])
  })

  it('follows the emulator’s clock', async () => {
    const firebase_email = verifyFirebaseToken({ projectId: 'demo-app', keys: 'unsigned' })
    const { emulator, api } = setUp({ providers: { firebase_email } })
    const session = (): Promise<Reply> =>
      api.session({
        provider: 'firebase_email',
        firebase_email: { project_id: 'demo-app', access_token: unsignedToken() },
      })
    expect((await session()).status).toBe(201)
    emulator.clock.advance(3_540_000)
    expect(await session()).toMatchObject(refused)
  })
})
