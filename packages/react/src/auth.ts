'use client'

import {
  cubeMutation,
  type CubeUser,
  deleteUserMutation,
  type GuestDetails,
  type GuestUpgradeOptions,
  login,
  type LoginCredentials,
  loginAsGuestMutation,
  type LoginOptions,
  logoutMutation,
  type LogoutResult,
  type PasswordReset,
  prepareLogin,
  resetPasswordMutation,
  type SignUpDetails,
  signUpMutation,
  upgradeGuest,
} from '@cubekit/core'
import { useCallback } from 'react'
import { useScopedMutation } from './query/useScopedMutation.ts'
import type { WriteResult } from './query/WriteResult.ts'
import { useCubeClient } from './useCubeClient.ts'

/** What can be got ready before the person has finished typing. */
interface Preparable {
  /** Call it when the person begins to type: what a sign-in needs is fetched ahead. Never fails. */
  prepare: () => void
}

/** What {@link useLogin} gives. */
export type LoginResult = WriteResult<LoginCredentials, CubeUser> & Preparable

/** What {@link useSignUp} gives. */
export type SignUpResult = WriteResult<SignUpDetails, CubeUser> & Preparable

/**
 * Signs a person in, by login or e-mail address and password, or by what an identity provider gave them. Passwords
 * and tokens are kept nowhere.
 *
 * With `as`, the id of a user, anybody else is refused with `identity-mismatch`: for a session that has lapsed.
 *
 * @example
 * const login = useLogin()
 * login.mutate({ login: 'ada', password }, { onSuccess: (user) => navigate('/home') })
 */
export function useLogin(options: Pick<LoginOptions, 'as'> = {}): LoginResult {
  const prepare = usePrepare()
  const result = useScopedMutation((on) =>
    cubeMutation(on, 'login', (credentials: LoginCredentials) => login(on, credentials, options)),
  )
  return { ...result, prepare }
}

/**
 * Makes an account and signs the person in. The password is kept nowhere.
 *
 * @example
 * const signUp = useSignUp()
 * signUp.mutate({ email, password, full_name: 'Ada Lovelace' }, { onSuccess: (user) => navigate('/welcome') })
 */
export function useSignUp(): SignUpResult {
  const prepare = usePrepare()
  return { ...useScopedMutation(signUpMutation), prepare }
}

/**
 * Makes a user of the guest who is signed in: signs them up and in, and lets the app move what they made.
 *
 * @example
 * const upgrade = useGuestUpgrade({ onUpgrade: ({ guest, user }) => drafts.move(guest.id, user.id) })
 * upgrade.mutate({ email, password })
 */
export function useGuestUpgrade(
  options: Pick<GuestUpgradeOptions, 'onUpgrade' | 'onConflict'> = {},
): WriteResult<SignUpDetails, CubeUser> {
  return useScopedMutation((on) =>
    cubeMutation(on, 'upgradeGuest', (details: SignUpDetails) => upgradeGuest(on, details, options)),
  )
}

/**
 * Has a link to choose a new password sent to an e-mail address. Whether anybody has that address is not told.
 *
 * @example
 * const reset = usePasswordReset()
 * reset.mutate({ email }, { onSuccess: ({ email }) => say(`If ${email} has an account, look into its mails.`) })
 */
export function usePasswordReset(): WriteResult<PasswordReset, PasswordReset> {
  return useScopedMutation(resetPasswordMutation)
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

function usePrepare(): () => void {
  const client = useCubeClient()
  return useCallback(() => void prepareLogin(client), [client])
}
