'use client'

import type { LogoutResult } from '@cubekit/core'
import type { WriteResult } from '@cubekit/react'
import { createContext, useContext, type Context } from 'react'
import type { CubeMessages } from '../messages/CubeMessages.ts'

/** What the parts of an account deletion share. */
export interface DeletionState {
  readonly isOpen: boolean
  readonly open: () => void
  /** Closes the dialog, unless the deletion is under way. */
  readonly cancel: () => void
  readonly deletion: WriteResult<void, LogoutResult>
  /** What has to be typed. */
  readonly word: string
  /** Whether it has been typed. */
  readonly isConfirmed: boolean
  readonly setConfirmed: (isConfirmed: boolean) => void
  readonly messages: Partial<CubeMessages> | undefined
}

export const DeletionContext: Context<DeletionState | null> = createContext<DeletionState | null>(null)

/** The account deletion around a part. */
export function useDeletion(): DeletionState {
  const state = useContext(DeletionContext)
  if (!state) throw new Error('This part belongs inside AccountDeletionParts.Root.')
  return state
}
