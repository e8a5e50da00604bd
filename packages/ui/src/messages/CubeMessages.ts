import type { CubeErrorCode } from '@cubekit/core'

/** The inputs of the forms, as they are named in the page. */
export type FieldName = 'identifier' | 'password' | 'name'

/** The errors that people can do something about, each in its own way. */
type ErrorOfItsOwn = Extract<
  CubeErrorCode,
  | 'unreachable'
  | 'timeout'
  | 'protocol'
  | 'rate-limited'
  | 'server-error'
  | 'invalid-credentials'
  | 'forbidden'
  | 'app-rejected'
  | 'signature-rejected'
  | 'clock-skew'
  | 'identity-mismatch'
  | 'sessions-paused'
>

/**
 * The name of every text that the forms show, so that a misspelt or missing one is a type error.
 *
 * `field.…Missing` is said when a field was left empty, `field.invalid` when the server refused its value,
 * `error.…` for a `CubeErrorCode`, and `error.other` for those without words of their own.
 */
export type CubeMessageKey =
  | `${'login' | 'guest' | 'reauth'}.${'title' | 'submit'}`
  | 'login.titleAgain'
  | 'login.descriptionAgain'
  | 'login.switchUser'
  | 'guest.description'
  | `reauth.${'description' | 'descriptionElsewhere' | 'wrongPassword'}`
  | `field.${FieldName}${'' | 'Missing'}`
  | 'field.invalid'
  | 'field.showPassword'
  | 'form.pending'
  | 'form.tryAgain'
  | 'form.retryIn'
  | 'form.retryNow'
  | `error.${ErrorOfItsOwn | 'other'}`

/**
 * All texts of one language. Plain texts, so that they can also come from a JSON file or a server component.
 *
 * Every other `error.<CubeErrorCode>` may be given as well. `form.retryIn` holds `{time}`, which becomes a relative
 * time of the active locale ("in 27 seconds"); `reauth.description…` hold `{name}`, the name of the person.
 *
 * @example
 * import type { CubeMessages } from '@cubekit/ui'
 *
 * export const nl: CubeMessages = { 'login.title': 'Inloggen', … } // a missing key does not compile
 */
export type CubeMessages = Readonly<
  Record<CubeMessageKey, string> & Partial<Record<`error.${CubeErrorCode}`, string>>
>
