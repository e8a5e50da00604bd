'use client'

import { useSyncExternalStore } from 'react'

const never = () => (): void => {}

/** `false` in server HTML and until it is hydrated, `true` from the first render everywhere else. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
