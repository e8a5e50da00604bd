'use client'

import type { CubeUser } from '@cubekit/core'
import type { Presence } from '@cubekit/react'
import { createContext, useContext, type Context } from 'react'
import type { CubeMessages } from '../messages/CubeMessages.ts'
import type { UsersMessages } from '../messages/UsersMessages.ts'

/** What the parts of one card share. */
export interface CardState {
  readonly user: CubeUser
  readonly src: string | null | undefined
  /** `true` asks the server. */
  readonly presence: Presence | true | undefined
  readonly messages: Partial<UsersMessages & CubeMessages> | undefined
}

export const CardContext: Context<CardState | null> = createContext<CardState | null>(null)

/** The card around a part. */
export function useCard(): CardState {
  const state = useContext(CardContext)
  if (!state) throw new Error('This part belongs inside its Root.')
  return state
}
