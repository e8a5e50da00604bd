'use client'

import { useEffect } from 'react'
import { useScope } from './useScope.ts'
import { useSweep } from './useSweep.ts'

/** A page that is never idle waits no longer, in ms. */
const patienceMs = 5000

/**
 * Deletes what uploads of whoever is signed in have left behind, when the page has nothing else to do. Where nothing is
 * left, that costs no request.
 */
export function useAvatarSweep(): void {
  const sweep = useSweep()
  const scope = useScope()
  useEffect(() => {
    if (!scope || scope.user === 'app') return undefined
    return whenIdle(() => sweep({ keepOld: true }))
  }, [sweep, scope])
}

function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(work, 1)
    return () => clearTimeout(timer)
  }
  const idle = requestIdleCallback(work, { timeout: patienceMs })
  return () => cancelIdleCallback(idle)
}
