'use client'

import type { CubeErrorCode } from '@cubekit/core'
import { createContext, useContext, type Context } from 'react'
import type { CubeMessageKey, CubeMessages } from '../messages/CubeMessages.ts'

/** What a form is doing, as its `data-status` says it. */
export type FormStatus = 'idle' | 'pending' | 'error'

/** What the parts of one form share. */
export interface FormState {
  readonly kind: 'login' | 'guest'
  readonly status: FormStatus
  /** Whether submitting works yet: not before hydration. */
  readonly ready: boolean
  /** Counts the answers, so that the same error twice is announced twice. */
  readonly attempt: number
  readonly code: CubeErrorCode | null
  /** Seconds until the server takes another try, 0 for now; `null` when it did not say. */
  readonly wait: number | null
  /** What to say under which input. */
  readonly problems: Readonly<Record<string, CubeMessageKey>>
  readonly locale: string
  readonly messages: CubeMessages
  /** To be called when a person changes an input. */
  readonly edited: (name: string) => void
}

export const FormContext: Context<FormState | null> = createContext<FormState | null>(null)

/** The form around a part. */
export function useForm(): FormState {
  const form = useContext(FormContext)
  if (!form)
    throw new Error(
      'This part works inside its form only. Put it into LoginFormParts.Root or GuestFormParts.Root.',
    )
  return form
}
