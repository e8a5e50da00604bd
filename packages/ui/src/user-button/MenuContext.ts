'use client'

import { createContext, useContext, type Context } from 'react'

/** How far the logout of the other devices has come. */
export type OthersStep = 'idle' | 'asked' | 'pending' | 'done'

/** What the items of an open menu share. */
export interface MenuState {
  readonly others: OthersStep
  readonly setOthers: (step: 'idle' | 'asked') => void
  readonly endOthers: () => void
}

export const MenuContext: Context<MenuState | null> = createContext<MenuState | null>(null)

/** The open menu around an item. */
export function useMenu(): MenuState {
  const menu = useContext(MenuContext)
  if (!menu) throw new Error('This part belongs inside its Menu.')
  return menu
}
