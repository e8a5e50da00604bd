'use client'

import type { ReactNode } from 'react'
import type { AuthView } from './AuthView.ts'
import { usePanel } from './PanelContext.ts'
import { ViewButton } from './ViewButton.tsx'

/** "New here? Create an account": a question, and where to go with it. */
export function Switch({ to, question }: { readonly to: AuthView; readonly question: string }): ReactNode {
  const { ways } = usePanel()
  return ways.includes(to) ? (
    <p className="cube-switch">
      {question} <ViewButton to={to} />
    </p>
  ) : null
}
