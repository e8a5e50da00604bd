import type { ReactNode } from 'react'

/** Lines on a grid of 16. Always beside words or in a button with a name, so hidden from screen readers. */
export function Icon({ d }: { readonly d: string }): ReactNode {
  return (
    <svg className="cube-icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden>
      <path fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" d={d} />
    </svg>
  )
}
