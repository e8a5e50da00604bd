'use client'

import type { CubeUser } from '@cubekit/core'
import { useSession } from '@cubekit/react'

/** Who has to enter the password again, `null` when anyone may sign in. */
export function useReauthUser(): CubeUser | null {
  const session = useSession()
  return session.status === 'reauth-required' ? session.user : null
}
