'use client'

import { createContext, useContext, type Context } from 'react'
import type { AuthView } from './AuthView.ts'

/** What the parts of one panel share. */
export interface PanelState {
  /** What is shown. */
  readonly view: AuthView
  /** What can be shown. */
  readonly ways: readonly AuthView[]
  /** Shows something else; `identifier` replaces what is kept of the login or email. */
  readonly go: (view: AuthView, identifier?: string) => void
  /** Called when what is shown has arrived late: the focus goes there. */
  readonly arrived: () => void
}

export const PanelContext: Context<PanelState | null> = createContext<PanelState | null>(null)

/** The panel around a part. */
export function usePanel(): PanelState {
  const panel = useContext(PanelContext)
  if (!panel) throw new Error('This part belongs inside its Root.')
  return panel
}
