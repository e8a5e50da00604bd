'use client'

import type { CubeErrorCode, CubeUser } from '@cubekit/core'
import { createContext, useContext, type Context } from 'react'
import type { CubeMessages, FieldName } from '../messages/CubeMessages.ts'

/** What a form is doing, as its `data-status` says it. */
export type FormStatus = 'idle' | 'pending' | 'error'

/** What may be wrong with an input: it was left empty, or the server refused what stands in it. */
export type FieldProblem = `field.${FieldName}Missing` | 'field.invalid'

/** What is wrong with which input. */
export type FormProblems = { [Name in FieldName]?: FieldProblem }

/** What the parts of one form share. */
export interface FormState {
  readonly kind: 'login' | 'guest' | 'reauth'
  readonly status: FormStatus
  /** Whether submitting works yet: not before hydration. */
  readonly ready: boolean
  /** Who has to enter the password again; `null` when anyone may sign in. */
  readonly user: CubeUser | null
  /** Counts the answers, so that the same error twice is announced twice. */
  readonly attempt: number
  readonly code: CubeErrorCode | null
  /** Seconds until the server takes another try, 0 for now; `null` when it did not say. */
  readonly wait: number | null
  readonly problems: Readonly<FormProblems>
  readonly locale: string
  readonly messages: CubeMessages
  /** To be called when a person changes an input. */
  readonly edited: (name: FieldName) => void
}

export const FormContext: Context<FormState | null> = createContext<FormState | null>(null)

/** The form around a part. */
export function useForm(): FormState {
  const form = useContext(FormContext)
  if (!form) throw new Error('This part belongs inside its Root.')
  return form
}
