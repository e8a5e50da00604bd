import type { CubeErrorCode } from '@cubekit/core'

type FormMessageKey<Kind extends string, Input extends string> =
  | `${Kind}.${'title' | 'submit' | 'pending'}`
  | `${Kind}.${Input}`
  | `${Kind}.${Input}Missing`
  | `${Kind}.${Input}Invalid`

/**
 * The name of every text that the forms show, so that a misspelt or missing one is a type error.
 *
 * `…Missing` is said when a field was left empty, `…Invalid` when the server refused its value, and
 * `error.…` for each {@link CubeErrorCode}.
 */
export type CubeMessageKey =
  | FormMessageKey<'login', 'identifier' | 'password'>
  | 'login.titleAgain'
  | 'login.descriptionAgain'
  | 'login.showPassword'
  | 'login.switchUser'
  | FormMessageKey<'guest', 'name'>
  | 'guest.description'
  | 'form.tryAgain'
  | 'form.retryIn'
  | 'form.retryNow'
  | `error.${CubeErrorCode}`

/**
 * All texts of one language. Plain texts, so that they can also come from a JSON file or a server component.
 *
 * `form.retryIn` holds `{time}`, which becomes a relative time of the active locale ("in 27 seconds").
 *
 * @example
 * import type { CubeMessages } from '@cubekit/ui'
 *
 * export const nl: CubeMessages = { 'login.title': 'Inloggen', … } // a missing key does not compile
 */
export type CubeMessages = Readonly<Record<CubeMessageKey, string>>
