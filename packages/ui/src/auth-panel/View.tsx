'use client'

import type { ReactNode } from 'react'
import type { AuthView } from './AuthView.ts'
import { usePanel } from './PanelContext.ts'

/** Props of `AuthPanelParts.View`. */
export interface ViewProps {
  readonly name: AuthView
  readonly children?: ReactNode
}

/** What the panel shows under a name: its children then, nothing at other times. */
export function View({ name, children }: ViewProps): ReactNode {
  const { view } = usePanel()
  return view === name ? children : null
}
