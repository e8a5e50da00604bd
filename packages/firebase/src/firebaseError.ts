import { CubeError, type CubeErrorCode, isCubeError } from '@cubekit/core'

const unique = 'must be unique'
const invalid = 'is invalid'
const missing = 'is required'

/** What each of Firebase's codes means here: our code, and the field and the complaint if it is about one. */
const meanings: Readonly<Record<string, readonly [CubeErrorCode, field?: string, complaint?: string]>> = {
  'network-request-failed': ['unreachable'],
  timeout: ['timeout'],
  'too-many-requests': ['rate-limited'],
  'internal-error': ['server-error'],

  'invalid-phone-number': ['validation', 'phone', invalid],
  'missing-phone-number': ['validation', 'phone', missing],
  'invalid-verification-code': ['validation', 'code', invalid],
  'missing-verification-code': ['validation', 'code', missing],
  'code-expired': ['validation', 'code', 'has expired'],
  'invalid-verification-id': ['validation', 'code', 'has expired'],
  'missing-verification-id': ['validation', 'code', 'has expired'],
  'captcha-check-failed': ['rejected'],
  'missing-recaptcha-token': ['rejected'],
  'invalid-recaptcha-token': ['rejected'],

  'invalid-email': ['validation', 'email', invalid],
  'missing-email': ['validation', 'email', missing],
  'email-already-in-use': ['validation', 'email', unique],
  'missing-password': ['validation', 'password', missing],
  'weak-password': ['validation', 'password', 'is too weak'],
  'password-does-not-meet-requirements': ['validation', 'password', 'is too weak'],
  'invalid-credential': ['invalid-credentials'],
  'wrong-password': ['invalid-credentials'],
  'user-not-found': ['invalid-credentials'],
  'user-disabled': ['forbidden'],
  'user-token-expired': ['session-expired'],
  'invalid-user-token': ['session-expired'],
  'null-user': ['session-expired'],

  'popup-blocked': ['rejected'],
  'account-exists-with-different-credential': ['rejected'],
  'credential-already-in-use': ['rejected'],
  'multi-factor-auth-required': ['rejected'],
  'unverified-email': ['rejected'],
  'web-storage-unsupported': ['rejected'],
  'operation-not-supported-in-this-environment': ['rejected'],

  // What only the app's developers can put right, in the code or in Firebase's console.
  'admin-restricted-operation': ['app-rejected'],
  'api-key-not-valid.-please-pass-a-valid-api-key.': ['app-rejected'],
  'app-deleted': ['app-rejected'],
  'app-not-authorized': ['app-rejected'],
  'argument-error': ['app-rejected'],
  'auth-domain-config-required': ['app-rejected'],
  'billing-not-enabled': ['app-rejected'],
  'configuration-not-found': ['app-rejected'],
  'invalid-api-key': ['app-rejected'],
  'invalid-app-credential': ['app-rejected'],
  'invalid-app-id': ['app-rejected'],
  'invalid-oauth-client-id': ['app-rejected'],
  'invalid-tenant-id': ['app-rejected'],
  'missing-app-credential': ['app-rejected'],
  'operation-not-allowed': ['app-rejected'],
  'quota-exceeded': ['app-rejected'],
  'recaptcha-not-enabled': ['app-rejected'],
  'unauthorized-continue-uri': ['app-rejected'],
  'unauthorized-domain': ['app-rejected'],
}

/**
 * The `CubeError` for what Firebase's SDK has thrown. It names Firebase's code if that is in the table above, and holds
 * nothing else of the original: its text and what hangs on it may contain the server's answer, tokens included.
 */
export function firebaseError(error: unknown): CubeError {
  if (isCubeError(error)) return error
  const name = codeOf(error)
  const meaning = Object.hasOwn(meanings, name) ? meanings[name] : undefined
  if (!meaning) return new CubeError('rejected', { message: 'Firebase refused.' })
  const [code, field, complaint = ''] = meaning
  return new CubeError(code, {
    message: `Firebase: auth/${name}.`,
    ...(field === undefined ? { details: [`auth/${name}`] } : { fields: { [field]: [complaint] } }),
  })
}

/** Firebase's code without the `auth/` before it; empty if the error has none. */
export function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : ''
  return typeof code === 'string' && code.startsWith('auth/') ? code.slice('auth/'.length) : ''
}
