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
 * Refuses sign-in through a provider, which the emulator does not do yet, with the error that fits:
 * parameters missing (as the service says it) or provider not emulated.
 *
 * @throws `ApiError` 422 when a provider is named.
 */
export function refuseProvider(given: Parameters): void {
  if (isBlank(given['provider'])) return
  const provider = textOf(given['provider']) ?? ''
  switch (provider) {
    case 'firebase_phone':
    case 'firebase_email': {
      const group = given[provider]
      if (!isGroup(group) || isBlank(group['access_token']) || isBlank(group['project_id'])) {
        const missing = `'${provider}[access_token]' and '${provider}[project_id]'`
        throw new ApiError(
          provider === 'firebase_phone'
            ? observedErrors.firebasePhoneParametersMissing
            : unobservedErrors.providerParametersMissing(missing),
        )
      }
      break
    }
    case 'facebook':
    case 'twitter': {
      const keys = given['keys']
      const names = provider === 'facebook' ? ['token'] : ['token', 'secret']
      const missing = names.filter((name) => !isGroup(keys) || isBlank(keys[name]))
      if (missing.length > 0) {
        const listed = missing.map((name) => `'keys[${name}]'`).join(' and ')
        throw new ApiError(unobservedErrors.providerParametersMissing(listed))
      }
      break
    }
    default:
      throw new ApiError(unobservedErrors.providerUnknown(provider))
  }
  throw new ApiError(unobservedErrors.providerNotEmulated(provider))
}
