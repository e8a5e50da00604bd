'use client'

import {
  cubeMutation,
  type CubeUser,
  deleteUserMutation,
  type GuestDetails,
  login,
  type LoginCredentials,
  loginAsGuestMutation,
  type LoginOptions,
  logoutMutation,
  type LogoutResult,
  prepareLogin,
} from '@cubekit/core'
import { useCallback } from 'react'
import { useScopedMutation } from './query/useScopedMutation.ts'
import type { WriteResult } from './query/WriteResult.ts'
import { useCubeClient } from './useCubeClient.ts'

/** What {@link useLogin} gives. */
export type LoginResult = WriteResult<LoginCredentials, CubeUser> & {
  /** Call it when the person begins to type: what a sign-in needs is fetched ahead. Never fails. */
  prepare: () => void
}

/**
 * Signs a person in, by login or e-mail address and password. The password is kept nowhere.
 *
 * With `as`, the id of a user, anybody else is refused with `identity-mismatch`: for a session that has lapsed.
 *
 * @example
 * const login = useLogin()
 * login.mutate({ login: 'ada', password }, { onSuccess: (user) => navigate('/home') })
 */
export function useLogin(options: Pick<LoginOptions, 'as'> = {}): LoginResult {
  const client = useCubeClient()
  const prepare = useCallback(() => void prepareLogin(client), [client])
  const result = useScopedMutation((on) =>
    cubeMutation(on, 'login', (credentials: LoginCredentials) => login(on, credentials, options)),
  )
  return { ...result, prepare }
}

/**
 * Signs somebody in as a guest, whom the server deletes after a day.
 *
 * @example
 * const guestLogin = useGuestLogin()
 * guestLogin.mutate({ full_name: 'Olof Shodger' })
 */
export function useGuestLogin(): WriteResult<GuestDetails, CubeUser> {
  return useScopedMutation(loginAsGuestMutation)
}

/**
 * Signs the person out, here at once and then on the server.
 *
 * @example
 * const logout = useLogout()
 * return <button onClick={() => logout.mutate()}>Log out</button>
 */
export function useLogout(): WriteResult<void, LogoutResult> {
  return useScopedMutation(logoutMutation)
}

/**
 * Deletes the signed-in user's account, for good, and then ends the session with `endReason: 'account-deleted'`.
 * Ask the person before.
 *
 * @example
 * const deletion = useAccountDeletion()
 * return <button onClick={() => deletion.mutate()}>Delete my account</button>
 */
export function useAccountDeletion(): WriteResult<void, LogoutResult> {
  return useScopedMutation(deleteUserMutation)
}
