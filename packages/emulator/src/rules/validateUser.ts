import type { Users } from '../db/users.ts'
import type { UserFields } from '../db/user.ts'
import { ApiError } from './ApiError.ts'
import { observedErrors } from './observed.ts'
import { isBlank, isList, textOf, type Parameters } from './parameters.ts'
import { unobservedErrors } from './unobserved.ts'

/** A new user's fields and password, checked. */
export interface ValidNewUser {
  readonly fields: UserFields
  readonly password: string
}

const LOGIN = { minimum: 3, maximum: 70 }
const PASSWORD = { minimum: 6, maximum: 40 }
const FULL_NAME = { minimum: 0, maximum: 200 }
const MAX_TAGS = 5
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/**
 * Checks the parameters of a new user and turns them into fields.
 *
 * Source: ConnectyCube Server API, "User Sign Up"; limits from its FAQ and the official samples.
 *
 * @throws `ApiError` 422 naming the first rule that is broken.
 */
export function validateNewUser(given: Parameters, users: Users): ValidNewUser {
  const login = optionalText(given, 'login')
  const email = optionalText(given, 'email')
  if (login === null && email === null) throw new ApiError(observedErrors.loginAndEmailBlank)
  if (isBlank(given['password'])) throw new ApiError(observedErrors.passwordBlank)
  const password = requireLength('password', textOf(given['password']) ?? '', PASSWORD)

  if (login !== null) requireLength('login', login, LOGIN)
  if (email !== null && !EMAIL.test(email)) throw malformed('email', 'an e-mail address')
  const fullName = optionalText(given, 'full_name')
  if (fullName !== null) requireLength('full_name', fullName, FULL_NAME)
  const fields: UserFields = {
    login,
    email,
    full_name: fullName,
    phone: optionalText(given, 'phone'),
    website: websiteOf(given),
    external_id: optionalText(given, 'external_id'),
    external_user_id: optionalText(given, 'external_user_id'),
    facebook_id: optionalText(given, 'facebook_id'),
    twitter_id: optionalText(given, 'twitter_id'),
    custom_data: optionalText(given, 'custom_data'),
    avatar: optionalText(given, 'avatar'),
    timezone: timezoneOf(given),
    user_tags: tagsOf(given),
  }

  if (login !== null && users.findByLogin(login) !== undefined)
    throw new ApiError(unobservedErrors.loginNotUnique)
  if (email !== null && users.findByEmail(email) !== undefined)
    throw new ApiError(observedErrors.emailNotUnique)
  return { fields, password }
}

function malformed(name: string, expected: string): ApiError {
  return new ApiError(unobservedErrors.fieldMalformed(name, expected))
}

function optionalText(given: Parameters, name: string): string | null {
  const value = given[name]
  if (isBlank(value)) return null
  const text = textOf(value)
  if (text === undefined) throw malformed(name, 'a text')
  return text
}

function requireLength(name: string, text: string, { minimum, maximum }: typeof LOGIN): string {
  const length = [...text].length
  if (length < minimum) throw new ApiError(unobservedErrors.fieldTooShort(name, minimum))
  if (length > maximum) throw new ApiError(unobservedErrors.fieldTooLong(name, maximum))
  return text
}

function websiteOf(given: Parameters): string | null {
  const website = optionalText(given, 'website')
  return website === null || /^https?:\/\//i.test(website) ? website : `http://${website}`
}

function timezoneOf(given: Parameters): number | null {
  const text = optionalText(given, 'timezone')
  if (text === null) return null
  const minutes = Number(text)
  if (!Number.isInteger(minutes)) throw malformed('timezone', 'whole minutes from UTC')
  return minutes
}

/** `tag_list` comes as an array or as a text with commas. */
function tagsOf(given: Parameters): string | null {
  const value = given['tag_list']
  const texts = isList(value)
    ? value.map((tag) => textOf(tag) ?? '')
    : (optionalText(given, 'tag_list') ?? '').split(',')
  const tags = [...new Set(texts.map((tag) => tag.trim()).filter((tag) => tag !== ''))]
  if (tags.length > MAX_TAGS) throw new ApiError(unobservedErrors.tooManyTags(MAX_TAGS))
  return tags.length === 0 ? null : tags.join(',')
}
