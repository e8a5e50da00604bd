import type { EmulatorUser, UserFields } from '../db/user.ts'
import type { Users } from '../db/users.ts'
import { ApiError } from './ApiError.ts'
import { observedErrors } from './observed.ts'
import { isBlank, textOf, type Parameters } from './parameters.ts'
import { unobservedErrors } from './unobserved.ts'
import { readPassword, readUserFields } from './userFields.ts'

/** A new user's fields and password, checked. */
export interface ValidNewUser {
  readonly fields: UserFields
  readonly password: string
}

/** What changes about a user, checked. */
export interface ValidUserChange {
  readonly fields: UserFields
  /** `null` to keep the password. */
  readonly password: string | null
}

/**
 * Checks the parameters of a new user and turns them into fields.
 *
 * Source: ConnectyCube Server API, "User Sign Up".
 *
 * @throws `ApiError` 422 naming the first rule that is broken.
 */
export function validateNewUser(given: Parameters, users: Users): ValidNewUser {
  if (isBlank(given['login']) && isBlank(given['email']))
    throw new ApiError(observedErrors.loginAndEmailBlank)
  if (isBlank(given['password'])) throw new ApiError(observedErrors.passwordBlank)
  const password = readPassword(given)
  const fields = readUserFields(given)
  requireUnique(fields, users, null)
  return { fields, password }
}

/**
 * Checks the parameters of a change to a user. A new password needs the old one beside it.
 *
 * Source: ConnectyCube Server API, "Update User by identifier".
 *
 * @throws `ApiError` 422 naming the first rule that is broken.
 */
export function validateUserChange(given: Parameters, user: EmulatorUser, users: Users): ValidUserChange {
  const fields = readUserFields(given)
  const { login, email } = { ...user, ...fields }
  if (login === null && email === null) throw new ApiError(observedErrors.loginAndEmailBlank)
  requireUnique(fields, users, user)
  if (isBlank(given['password'])) return { fields, password: null }

  const password = readPassword(given)
  if (isBlank(given['old_password'])) throw new ApiError(unobservedErrors.oldPasswordBlank)
  if (!users.passwordMatches(user, textOf(given['old_password']) ?? ''))
    throw new ApiError(unobservedErrors.oldPasswordInvalid)
  return { fields, password }
}

function requireUnique({ login, email }: UserFields, users: Users, self: EmulatorUser | null): void {
  const isTaken = (other: EmulatorUser | undefined): boolean => other !== undefined && other.id !== self?.id
  if (login && isTaken(users.findByLogin(login))) throw new ApiError(unobservedErrors.loginNotUnique)
  if (email && isTaken(users.findByEmail(email))) throw new ApiError(observedErrors.emailNotUnique)
}
