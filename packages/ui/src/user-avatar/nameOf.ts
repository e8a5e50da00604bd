import type { CubeUser } from '@cubekit/core'

/** What somebody is called, as good as it is known; `null` for somebody without name, login and email. */
export function nameOf(user: CubeUser): string | null {
  return user.full_name?.trim() || user.login || user.email
}
