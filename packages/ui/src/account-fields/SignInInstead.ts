'use client'

import { createContext, type Context } from 'react'

/** What somebody may do who already has the account that they ask for. */
export interface SignInInstead {
  readonly words: string
  /** Called with the login or email that is taken, and the form in which it stands. */
  readonly signIn: (identifier: string, form: HTMLFormElement) => void
}

/** The way to an account that exists; `null` where there is none. */
export const SignInInsteadContext: Context<SignInInstead | null> = createContext<SignInInstead | null>(null)
