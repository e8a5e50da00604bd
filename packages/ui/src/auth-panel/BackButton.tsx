'use client'

import type { ReactNode } from 'react'
import { panelEnglish } from '../messages/english/panel.ts'
import { useMessages } from '../messages/useMessages.ts'
import { usePanel } from './PanelContext.ts'
import { ViewButton } from './ViewButton.tsx'

/** Back to where people sign in, or else to what comes first. */
export function BackButton(): ReactNode {
  const { view, ways } = usePanel()
  const messages = useMessages(panelEnglish)
  if (ways.includes('login')) return <ViewButton to="login">{messages['panel.back']}</ViewButton>
  const [first] = ways
  return first && first !== view ? <ViewButton to={first} /> : null
}
