'use client'

import { createContext, useContext, type Context } from 'react'
import type { SignInWay } from './SignInWay.ts'

/** What the buttons of one group share. */
export interface ProvidersState {
  /** Whose window is open, or who is being signed in; `null` for nobody. */
  readonly pending: SignInWay | null
  readonly start: (way: SignInWay) => void
}

export const ProvidersContext: Context<ProvidersState | null> = createContext<ProvidersState | null>(null)

/** The group around a button. */
export function useProviders(): ProvidersState {
  const providers = useContext(ProvidersContext)
  if (!providers) throw new Error('This part belongs inside its Root.')
  return providers
}
