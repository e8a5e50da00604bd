import type { ReactNode } from 'react'

/** A circle with an exclamation mark, so that an error is not told by its colour alone. */
export function AlertIcon(): ReactNode {
  return (
    <svg
      className="cube-icon"
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      aria-hidden
    >
      <path
        strokeWidth="1.5"
        strokeLinecap="round"
        d="M8 4.8v3.7M8 11v.1M14.3 8A6.3 6.3 0 1 1 1.7 8a6.3 6.3 0 0 1 12.6 0Z"
      />
    </svg>
  )
}
