'use client'

import type { CubeUser } from '@cubekit/core'
import { createContext, useContext, type Context, type RefObject } from 'react'
import type { CubeMessages } from '../messages/CubeMessages.ts'

/** What the parts of one user button share. */
export interface UserState {
  readonly user: CubeUser
  readonly avatarUrl: string | null | undefined
  /** Of the menu. */
  readonly id: string
  /** Which item has the focus when the menu opens; `null` while it is closed. */
  readonly opened: 'first' | 'last' | null
  readonly open: (at: 'first' | 'last') => void
  /** Closes the menu; the focus, if it is in there, goes back to the button. */
  readonly close: () => void
  readonly trigger: RefObject<HTMLButtonElement | null>
  readonly messages: Partial<CubeMessages> | undefined
}

export const UserContext: Context<UserState | null> = createContext<UserState | null>(null)

/** The user button around a part. */
export function useUserButton(): UserState {
  const state = useContext(UserContext)
  if (!state) throw new Error('This part belongs inside its Root.')
  return state
}
