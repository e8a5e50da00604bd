'use client'

import { createContext, type Context } from 'react'
import type { AccountFieldName } from './AccountFieldName.ts'

/** What somebody may do who already has the account that they ask for. */
export interface SignInInstead {
  readonly words: string
  /** Called with the login or email that is taken, and the form in which it stands. */
  readonly signIn: (identifier: string, form: HTMLFormElement) => void
}

/** What the fields of an account have to know of their form. */
export interface AccountFormState {
  /** The way to an account that exists; `null` where there is none. */
  readonly signInInstead: SignInInstead | null
  /** What is known of the person, to begin with. */
  readonly known: { readonly [Name in AccountFieldName]?: string | undefined }
}

export const AccountContext: Context<AccountFormState> = createContext<AccountFormState>({
  signInInstead: null,
  known: {},
})
