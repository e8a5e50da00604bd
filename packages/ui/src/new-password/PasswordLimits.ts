'use client'

import { createContext, type Context } from 'react'

/** How many characters a password may have. */
export interface PasswordLength {
  readonly min: number
  readonly max: number
}

/** What ConnectyCube's own samples ask for. An application may want more. */
export const usualPasswordLength: PasswordLength = { min: 6, max: 40 }

/** The limits of the new password in a form. */
export const PasswordLimits: Context<PasswordLength> = createContext(usualPasswordLength)
