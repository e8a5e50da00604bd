import type { UserFields } from '../db/user.ts'
import { ApiError } from './ApiError.ts'
import { isBlank, isList, textOf, type Parameters } from './parameters.ts'
import { unobservedErrors } from './unobserved.ts'

const LOGIN = { minimum: 3, maximum: 70 }
const PASSWORD = { minimum: 6, maximum: 40 }
const FULL_NAME = { minimum: 0, maximum: 200 }
const MAX_TAGS = 5
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** The fields that are any text. */
const TEXTS = ['phone', 'external_id', 'facebook_id', 'twitter_id', 'custom_data', 'avatar'] as const

/**
 * Checks the parameters of a user and turns those that are given into fields; null and '' empty a
 * field, and what is no field is overlooked.
 *
 * Source: ConnectyCube Server API, "User Sign Up" and "Update User"; limits from its FAQ and the official
 * samples.
 *
 * @throws `ApiError` 422 naming the first rule that is broken.
 */
export function readUserFields(given: Parameters): UserFields {
  const fields: { -readonly [Field in keyof UserFields]: UserFields[Field] } = {}
  const isGiven = (name: string): boolean => given[name] !== undefined
  if (isGiven('login')) fields.login = lengthBetween('login', optionalText(given, 'login'), LOGIN)
  if (isGiven('email')) fields.email = emailOf(given)
  if (isGiven('full_name')) {
    fields.full_name = lengthBetween('full_name', optionalText(given, 'full_name'), FULL_NAME)
  }
  for (const name of TEXTS) if (isGiven(name)) fields[name] = optionalText(given, name)
  if (isGiven('external_user_id')) fields.external_user_id = externalUserIdOf(given)
  if (isGiven('website')) fields.website = websiteOf(given)
  if (isGiven('blob_id')) fields.blob_id = wholeOf(given, 'blob_id', 'a whole number')
  if (isGiven('timezone')) fields.timezone = wholeOf(given, 'timezone', 'whole minutes from UTC')
  if (isGiven('tag_list')) fields.user_tags = tagsOf(given)
  return fields
}

/** @throws `ApiError` 422 when the password is too short or too long. */
export function readPassword(given: Parameters): string {
  const password = textOf(given['password']) ?? ''
  return lengthBetween('password', password, PASSWORD) ?? password
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

function lengthBetween(name: string, text: string | null, { minimum, maximum }: typeof LOGIN): string | null {
  if (text === null) return null
  const length = [...text].length
  if (length < minimum) throw new ApiError(unobservedErrors.fieldTooShort(name, minimum))
  if (length > maximum) throw new ApiError(unobservedErrors.fieldTooLong(name, maximum))
  return text
}

function emailOf(given: Parameters): string | null {
  const email = optionalText(given, 'email')
  if (email !== null && !EMAIL.test(email)) throw malformed('email', 'an e-mail address')
  return email
}

function externalUserIdOf(given: Parameters): number | string | null {
  const text = optionalText(given, 'external_user_id')
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : text
}

/** `pavalli.com.au` becomes `http://pavalli.com.au`, as the documentation shows. */
function websiteOf(given: Parameters): string | null {
  const website = optionalText(given, 'website')
  return website === null || /^https?:\/\//i.test(website) ? website : `http://${website}`
}

function wholeOf(given: Parameters, name: string, expected: string): number | null {
  const text = optionalText(given, name)
  if (text === null) return null
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw malformed(name, expected)
  return number
}

/** `tag_list` comes as an array or as a text with commas. */
function tagsOf(given: Parameters): string | null {
  const value = given['tag_list']
  const texts = isList(value)
    ? value.map((tag) => textOf(tag) ?? '')
    : (optionalText(given, 'tag_list') ?? '').split(',')
  const tags = [...new Set(texts.flatMap((tag) => tag.split(',')).map((tag) => tag.trim()))].filter(
    (tag) => tag !== '',
  )
  if (tags.length > MAX_TAGS) throw new ApiError(unobservedErrors.tooManyTags(MAX_TAGS))
  return tags.length === 0 ? null : tags.join(',')
}
