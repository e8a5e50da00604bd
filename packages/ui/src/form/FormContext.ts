'use client'

import type { CubeErrorCode, CubeUser } from '@cubekit/core'
import { createContext, useContext, type Context, type ReactNode } from 'react'
import type { CubeMessages } from '../messages/CubeMessages.ts'

/** What a form is doing, as its `data-status` says it. `success` until something is changed. */
export type FormStatus = 'idle' | 'pending' | 'error' | 'success'

/** What a form says of itself. */
export interface FormWords {
  readonly title: ReactNode
  readonly description?: ReactNode
  readonly submit: ReactNode
  /** Said to screen readers while it is under way. */
  readonly pending: string
  /** What `DoneMessage` says, in forms that stay on the page. */
  readonly done?: string
  /** Errors that mean something else here than elsewhere. */
  readonly errors?: { readonly [Code in CubeErrorCode]?: string }
}

/** One input of a form, and what may be wrong with it. */
export interface FormInput {
  /** As it is named in the page. */
  readonly name: string
  /** The server's names for it. */
  readonly wire?: readonly string[]
  /** Whether it is a password: never trimmed, and emptied once it was accepted. */
  readonly isSecret?: boolean
  /**
   * What may be wrong with it, in words: `missing` when it was left empty (without it, it may be), `invalid` when
   * the server refused it, and what `check` and `refused` name.
   */
  readonly problems: Readonly<Record<string, string>>
  /** Names a problem of what was filled in, before it is sent. */
  readonly check?: (value: string) => string | null
  /** Names the problem that the server's words for this input mean. */
  readonly refused?: (texts: readonly string[]) => string
}

/** What the parts of one form share. */
export interface FormState {
  readonly words: FormWords
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
  readonly inputs: readonly FormInput[]
  /** What is wrong with which input, by name. */
  readonly problems: Readonly<Record<string, string>>
  readonly locale: string
  /** Texts that the host gave to this form alone. */
  readonly overrides: Partial<CubeMessages> | undefined
  /** To be called when a person changes an input. */
  readonly edited: (name: string) => void
}

export const FormContext: Context<FormState | null> = createContext<FormState | null>(null)

/** The form around a part. */
export function useForm(): FormState {
  const form = useContext(FormContext)
  if (!form) throw new Error('This part belongs inside its Root.')
  return form
}
