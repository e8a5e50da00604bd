import type { ReactNode } from 'react'

/** An eye, crossed out while the password shows: pressing then hides it. */
export function EyeIcon({ crossed }: { readonly crossed: boolean }): ReactNode {
  return (
    <svg
      className="cube-icon"
      width="18"
      height="18"
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      aria-hidden
    >
      <g strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round">
        <path d="M1.8 9S4.4 4.2 9 4.2 16.2 9 16.2 9 13.6 13.8 9 13.8 1.8 9 1.8 9Z" />
        <circle cx="9" cy="9" r="2.2" />
        {crossed && <path d="m3 15 12-12" />}
      </g>
    </svg>
  )
}
