'use client'

import type { CubeUser } from '@cubekit/core'
import { useCallback } from 'react'
import { useCurrentUser } from './useCurrentUser.ts'

/**
 * Gives of oneself what the session knows, unless an answer knows better: what has just been changed, here or in another
 * tab, shows everywhere at once. Everybody else comes back as they are.
 */
export function useOwnVersion(): (user: CubeUser) => CubeUser {
  const own = useCurrentUser()
  return useCallback((user) => (own?.id === user.id && !isNewer(user, own) ? own : user), [own])
}

/** {@link useOwnVersion} for lists, which come back themselves when nothing is different. */
export function useOwnVersions(): (users: readonly CubeUser[]) => readonly CubeUser[] {
  const ownId = useCurrentUser()?.id
  const ownVersion = useOwnVersion()
  return useCallback(
    (users) => {
      if (ownId === undefined) return users
      const isOld = (user: CubeUser): boolean => user.id === ownId && ownVersion(user) !== user
      return users.some(isOld) ? users.map(ownVersion) : users
    },
    [ownId, ownVersion],
  )
}

/** Whether a user was changed after another was. */
export function isNewer(a: CubeUser, b: CubeUser): boolean {
  return (a.updated_at ?? '') > (b.updated_at ?? '')
}
