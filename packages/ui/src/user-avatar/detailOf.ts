import type { CubeUser } from '@cubekit/core'
import { identifierOf } from '../form/identifierOf.ts'
import { nameOf } from './nameOf.ts'

/** What tells people with the same name apart: login or email, where these are not the name already. */
export function detailOf(user: CubeUser): string | null {
  const identifier = identifierOf(user)
  // The login of a guest was made up by the server.
  return user.is_guest || identifier === nameOf(user) ? null : identifier
}
