'use client'

import type { CubeUser } from '@cubekit/core'
import { useSessionValue } from './useSessionValue.ts'

/**
 * Who should sign in again, because their session has lapsed; `null` at all other times. For forms: hand the id to
 * `useLogin({ as })`, which then refuses everybody else.
 *
 * @example
 * const lapsed = useLapsedUser()
 * const login = useLogin(lapsed ? { as: lapsed.id } : {})
 */
export function useLapsedUser(): CubeUser | null {
  return useSessionValue(({ status, user }) => (status === 'reauth-required' ? user : null))
}
