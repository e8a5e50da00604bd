'use client'

import type { CubeUser } from '@cubekit/core'
import { useSessionValue } from './useSessionValue.ts'

/**
 * Who is signed in, or should sign in again; `null` when nobody is known. It comes with the session and costs no
 * request.
 *
 * @example
 * const user = useCurrentUser()
 * return <span dir="auto">{user?.full_name}</span>
 */
export function useCurrentUser(): CubeUser | null {
  return useSessionValue((session) => session.user)
}
