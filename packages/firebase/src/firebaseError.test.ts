import { CubeError } from '@cubekit/core'
import { AuthErrorCodes } from 'firebase/auth'
import { describe, expect, it } from 'vitest'
import { firebaseError } from './firebaseError.ts'

/** As the SDK throws it: its own words, and the server's answer beside them. */
const thrown = (code: string): object =>
  Object.assign(new Error(`Firebase: secret-text (${code}).`), {
    code,
    name: 'FirebaseError',
    customData: { _tokenResponse: { idToken: 'secret-token' }, _serverResponse: 'secret-answer' },
  })

const everything = (error: CubeError): string =>
  JSON.stringify([error.message, error.cause, error.fields, error.details, error.stack])

describe('what Firebase refuses', () => {
  it.each([
    ['network-request-failed', 'unreachable', {}],
    ['too-many-requests', 'rate-limited', {}],
    ['internal-error', 'server-error', {}],
    ['invalid-phone-number', 'validation', { phone: ['is invalid'] }],
    ['invalid-verification-code', 'validation', { code: ['is invalid'] }],
    ['code-expired', 'validation', { code: ['has expired'] }],
    ['invalid-email', 'validation', { email: ['is invalid'] }],
    ['email-already-in-use', 'validation', { email: ['must be unique'] }],
    ['weak-password', 'validation', { password: ['is too weak'] }],
    ['missing-password', 'validation', { password: ['is required'] }],
    ['invalid-credential', 'invalid-credentials', {}],
    ['wrong-password', 'invalid-credentials', {}],
    ['user-not-found', 'invalid-credentials', {}],
    ['user-disabled', 'forbidden', {}],
    ['user-token-expired', 'session-expired', {}],
    ['popup-blocked', 'rejected', {}],
    ['multi-factor-auth-required', 'rejected', {}],
    ['quota-exceeded', 'app-rejected', {}],
    ['operation-not-allowed', 'app-rejected', {}],
    ['unauthorized-domain', 'app-rejected', {}],
    ['api-key-not-valid.-please-pass-a-valid-api-key.', 'app-rejected', {}],
  ])('%s is %s', (name, code, fields) => {
    const error = firebaseError(thrown(`auth/${name}`))
    expect([error.code, error.fields]).toEqual([code, fields])
    expect(error.message).toContain(`auth/${name}`)
    expect(error.details).toEqual(code === 'validation' ? [] : [`auth/${name}`])
  })

  it('becomes a CubeError without the original’s words, whatever its code', () => {
    const codes = [...Object.values(AuthErrorCodes), 'auth/secret-code', 'secret-code', '']
    const errors = codes.map((code) => firebaseError(thrown(code)))
    expect(errors.length).toBeGreaterThan(100)
    expect(errors.filter((error) => !(error instanceof CubeError))).toEqual([])
    expect(errors.filter((error) => everything(error).includes('secret'))).toEqual([])
  })

  it.each([
    [null],
    [undefined],
    ['secret'],
    [new TypeError('secret')],
    [{ code: 7 }],
    [{ code: 'toString' }],
  ])('is rejected without a word if it is none of Firebase’s: %j', (value) => {
    const error = firebaseError(value)
    expect(error.code).toBe('rejected')
    expect(everything(error)).not.toContain('secret')
  })

  it('a code that is the name of something every object has', () => {
    expect(firebaseError(thrown('auth/constructor')).code).toBe('rejected')
  })
})

it('leaves our own errors as they are', () => {
  const error = new CubeError('aborted')
  expect(firebaseError(error)).toBe(error)
})
