import type { CubeUser, LoginCredentials } from '@cubekit/core'

/** What stands in the form, as the server wants it: an email, unless it is the login of who is known. */
export function toCredentials(
  identifier: string,
  password: string,
  known: CubeUser | null,
): LoginCredentials {
  const isEmail = identifier.includes('@') && identifier !== known?.login
  return isEmail ? { email: identifier, password } : { login: identifier, password }
}
