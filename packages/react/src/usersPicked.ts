'use client'

import {
  type CubeUser,
  noteChosen,
  type RequestOptions,
  type ResolvedUsers,
  resolveUsers,
} from '@cubekit/core'
import { useCallback } from 'react'
import { useCubeClient } from './useCubeClient.ts'

/**
 * Gives a function that takes note of who was chosen, so that searches offer them first the next time. In memory only,
 * until somebody else is signed in.
 *
 * @example
 * const noteChosen = useNoteChosen()
 * return <button onClick={() => noteChosen(user)}>{user.full_name}</button>
 */
export function useNoteChosen(): (user: CubeUser) => void {
  const client = useCubeClient()
  return useCallback((user) => noteChosen(client, user), [client])
}

/** Finds out who a list of texts means; see {@link useUsersResolver}. */
export type UsersResolver = (
  texts: readonly string[],
  options?: Pick<RequestOptions, 'signal'>,
) => Promise<ResolvedUsers>

/**
 * Gives a function that finds out who is meant by a list that somebody has pasted: logins, e-mail addresses, phone
 * numbers and ids. It rejects with a `CubeError`: `session-changed` when somebody else is signed in by then, and the codes
 * of every request.
 *
 * @example
 * const resolveUsers = useUsersResolver()
 * const { found, notFound } = await resolveUsers(['ada', 'grace@example.com'])
 */
export function useUsersResolver(): UsersResolver {
  const client = useCubeClient()
  return useCallback((texts, options) => resolveUsers(client, texts, options), [client])
}
