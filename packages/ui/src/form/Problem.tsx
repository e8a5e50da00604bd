import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'

/** What is wrong, with a sign before it, so that it is not told by a colour alone. */
export function Problem({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <span className="cube-problem">
      <Icon d="M8 4.8v3.7M8 11v.1M14.3 8A6.3 6.3 0 1 1 1.7 8a6.3 6.3 0 0 1 12.6 0Z" />
      <span>{children}</span>
    </span>
  )
}
