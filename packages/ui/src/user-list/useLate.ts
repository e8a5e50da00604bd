'use client'

import { useEffect, useState } from 'react'

/** Whether something has been going on for so many ms: what is quick need not be told. */
export function useLate(isGoingOn: boolean, ms: number): boolean {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    if (!isGoingOn) return
    const timer = setTimeout(() => setLate(true), ms)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [isGoingOn, ms])
  return isGoingOn && isLate
}
