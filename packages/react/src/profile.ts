'use client'

import {
  changePasswordMutation,
  type CubeUser,
  type CustomData,
  parseCustomData,
  type PasswordChange,
  type ProfileChanges,
  updateUserMutation,
} from '@cubekit/core'
import { useMemo } from 'react'
import { useScopedMutation } from './query/useScopedMutation.ts'
import type { WriteResult } from './query/WriteResult.ts'
import { useCubeClient } from './useCubeClient.ts'
import { useCurrentUser } from './useCurrentUser.ts'

/**
 * Changes the signed-in user's own profile. It shows everywhere at once, in `useSession`, `useCurrentUser` and
 * `useUser`, and is taken back if the server does not accept it.
 *
 * @example
 * const update = useProfileUpdate()
 * update.mutate({ full_name: 'Ada King', custom_data: { middle_name: 'Byron' } })
 */
export function useProfileUpdate(): WriteResult<ProfileChanges, CubeUser> {
  return useScopedMutation(updateUserMutation)
}

/**
 * Changes the signed-in user's password. Both passwords are kept nowhere.
 *
 * @example
 * const change = usePasswordChange()
 * change.mutate({ old_password, password }, { onError: ({ fields }) => focusOn(Object.keys(fields)) })
 */
export function usePasswordChange(): WriteResult<PasswordChange, CubeUser> {
  return useScopedMutation(changePasswordMutation)
}

/**
 * What the application keeps in `custom_data` of who is signed in, of the type named by `Register`; `null` when
 * there is none, or something that the schema does not accept.
 *
 * @example
 * const middleName = useCustomData()?.middle_name
 */
export function useCustomData(): CustomData | null {
  const client = useCubeClient()
  const custom_data = useCurrentUser()?.custom_data ?? null
  // The same object until the text changes.
  return useMemo(() => parseCustomData(client, { custom_data }), [client, custom_data])
}
