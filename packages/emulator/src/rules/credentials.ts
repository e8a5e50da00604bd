import type { FirebaseCredentials, SocialKeys } from '../providers/ProviderVerifier.ts'
import { ApiError } from './ApiError.ts'
import { observedErrors } from './observed.ts'
import { isBlank, isGroup, textOf, type Parameters } from './parameters.ts'
import { unobservedErrors } from './unobserved.ts'

/** A login or an e-mail address with a password. */
export interface PasswordCredentials {
  readonly field: 'login' | 'email'
  readonly value: string
  readonly password: string
}

/** What somebody signs in through a provider with. */
export type ProviderCredentials =
  | { readonly provider: 'facebook' | 'twitter'; readonly keys: SocialKeys }
  | { readonly provider: 'firebase_phone' | 'firebase_email'; readonly keys: FirebaseCredentials }

/**
 * Reads login and password, or e-mail and password. The login wins where both are given.
 *
 * @throws `ApiError` 422 when one of them is blank.
 */
export function readPasswordCredentials(given: Parameters): PasswordCredentials {
  const login = textOf(given['login']) ?? ''
  const email = textOf(given['email']) ?? ''
  if (login === '' && email === '') throw new ApiError(observedErrors.loginAndEmailBlank)
  const password = textOf(given['password']) ?? ''
  if (password === '') throw new ApiError(observedErrors.passwordBlank)
  return login === ''
    ? { field: 'email', value: email, password }
    : { field: 'login', value: login, password }
}

/**
 * Reads what somebody signs in through a provider with; `null` when no provider is named.
 *
 * The flat form `"firebase_phone[project_id]"` of some documentation does not nest in JSON, and is refused
 * as the service refuses it. In a form, where brackets do nest, it is what it should be.
 *
 * @throws `ApiError` 422 when the provider is unknown or its parameters are missing.
 */
export function readProviderCredentials(given: Parameters): ProviderCredentials | null {
  if (isBlank(given['provider'])) return null
  const provider = textOf(given['provider']) ?? ''
  switch (provider) {
    case 'firebase_phone':
    case 'firebase_email':
      return { provider, keys: readFirebase(provider, given[provider]) }
    case 'facebook':
    case 'twitter':
      return { provider, keys: readSocialKeys(provider, given['keys']) }
    default:
      throw new ApiError(unobservedErrors.providerUnknown(provider))
  }
}

function readFirebase(
  provider: 'firebase_phone' | 'firebase_email',
  group: Parameters[string],
): FirebaseCredentials {
  const project_id = isGroup(group) ? textOf(group['project_id']) : undefined
  const access_token = isGroup(group) ? textOf(group['access_token']) : undefined
  if (project_id && access_token) return { project_id, access_token }
  if (provider === 'firebase_phone') throw new ApiError(observedErrors.firebasePhoneParametersMissing)
  const missing = `'${provider}[access_token]' and '${provider}[project_id]'`
  throw new ApiError(unobservedErrors.providerParametersMissing(missing))
}

function readSocialKeys(provider: 'facebook' | 'twitter', group: Parameters[string]): SocialKeys {
  const token = isGroup(group) ? (textOf(group['token']) ?? '') : ''
  const secret = isGroup(group) ? (textOf(group['secret']) ?? '') : ''
  const missing = [
    ...(token === '' ? ["'keys[token]'"] : []),
    ...(provider === 'twitter' && secret === '' ? ["'keys[secret]'"] : []),
  ]
  if (missing.length > 0)
    throw new ApiError(unobservedErrors.providerParametersMissing(missing.join(' and ')))
  return secret === '' ? { token } : { token, secret }
}
