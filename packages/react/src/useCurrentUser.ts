'use client'

import type { CubeUser } from '@cubekit/core'
import { useSyncExternalStore } from 'react'
import { sessionOf } from './createSessionReader.ts'
import { useProvided } from './useProvided.ts'

/**
 * Who is signed in, or should sign in again; `null` when nobody is known. It comes with the session and costs no
 * request.
 *
 * @example
 * const user = useCurrentUser()
 * return <span dir="auto">{user?.full_name}</span>
 */
export function useCurrentUser(): CubeUser | null {
  const provided = useProvided()
  return useSyncExternalStore(
    provided.client.subscribe,
    () => sessionOf(provided).user,
    () => provided.firstSession.user,
  )
}
