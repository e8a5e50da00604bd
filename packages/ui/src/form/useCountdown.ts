'use client'

import { useCallback, useSyncExternalStore } from 'react'

/** Whole seconds left until a moment (ms), 0 once it has passed or when there is none. Counts by itself. */
export function useCountdown(until: number): number {
  const secondsLeft = (): number => Math.max(0, Math.ceil((until - Date.now()) / 1000))
  const subscribe = useCallback(
    (tick: () => void) => {
      if (until <= Date.now()) return () => {}
      const timer = setInterval(() => {
        tick()
        if (until <= Date.now()) clearInterval(timer)
      }, 1000)
      return () => clearInterval(timer)
    },
    [until],
  )
  return useSyncExternalStore(subscribe, secondsLeft, () => 0)
}
