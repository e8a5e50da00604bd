'use client'

import type { CubeUser } from '@cubekit/core'
import { createContext, useContext, type Context, type RefObject } from 'react'
import type { AvatarMessages } from '../messages/english/avatar.ts'
import type { CubeMessages } from '../messages/CubeMessages.ts'
import type { UsersMessages } from '../messages/UsersMessages.ts'
import type { Upload } from './useUpload.ts'

/** The form of an avatar, as it will be shown. */
export type AvatarShape = 'circle' | 'square'

/** What the parts of an `AvatarUpload` share. */
export interface UploadParts extends Upload {
  readonly id: string
  readonly user: CubeUser
  readonly shape: AvatarShape
  /** What is said before there is a photo. */
  readonly texts: AvatarMessages
  /** Texts of the host for this component alone. */
  readonly messages: Partial<UsersMessages & CubeMessages> | undefined
  readonly locale: string | undefined
  /** Whether it is disabled, or not hydrated yet. */
  readonly isOff: boolean
  readonly isDragging: boolean
  /** The button that is always there, and takes the focus from those that go. */
  readonly home: RefObject<HTMLButtonElement | null>
  /** Gives the focus to that button. */
  readonly goHome: () => void
}

export const UploadContext: Context<UploadParts | null> = createContext<UploadParts | null>(null)

/** The `AvatarUpload` around a part. */
export function useUploadParts(): UploadParts {
  const parts = useContext(UploadContext)
  if (!parts) throw new Error('This part belongs inside its Root.')
  return parts
}
