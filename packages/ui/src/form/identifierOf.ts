import type { CubeUser } from '@cubekit/core'

/** By what somebody who is known signs in; `null` for nobody, and for those without login and email. */
export function identifierOf(user: CubeUser | null): string | null {
  return user && (user.login ?? user.email)
}
