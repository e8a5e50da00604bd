import { CubeError } from '../errors/CubeError.ts'
import { readText } from '../wire/fields.ts'

/** How a person proves who they are: a login or an e-mail address, and the password. */
export type LoginCredentials =
  | { readonly login: string; readonly password: string }
  | { readonly email: string; readonly password: string }

/** Copies what the API wants and refuses what it cannot accept, before any request. */
export function checkCredentials(credentials: LoginCredentials): LoginCredentials {
  const { password } = credentials
  const checked =
    'login' in credentials ? { login: credentials.login, password } : { email: credentials.email, password }
  const missing = Object.entries(checked).filter(([, value]) => !readText(value))
  if (missing.length === 0) return checked
  throw new CubeError('validation', {
    fields: Object.fromEntries(missing.map(([name]) => [name, ['is required']])),
  })
}
