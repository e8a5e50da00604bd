'use client'

import { useSyncExternalStore } from 'react'

/** How many CSS pixels a rem is: more for people who have set a larger text. */
export function useRem(): number {
  return useSyncExternalStore(
    subscribe,
    () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16,
    () => 16,
  )
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener)
  return () => window.removeEventListener('resize', listener)
}
