'use client'

import { type CubeClient, isSameScope, type Scope, sweepAvatars } from '@cubekit/core'
import { useEffect } from 'react'
import { useCubeClient } from './useCubeClient.ts'
import { useScope } from './useScope.ts'

/** Whose leftovers were last looked after. */
const swept = new WeakMap<CubeClient, Scope>()
/** A page that is never idle waits no longer, in ms. */
const patienceMs = 5000

/** Deletes what uploads of whoever is signed in have left behind, once, when the page has nothing else to do. */
export function useAvatarSweep(): void {
  const client = useCubeClient()
  const scope = useScope()
  useEffect(() => {
    if (!scope || scope.user === 'app') return undefined
    const last = swept.get(client)
    if (last && isSameScope(last, scope)) return undefined
    return whenIdle(() => {
      swept.set(client, scope)
      // Without a network, whoever comes next tries again.
      sweepAvatars(client, { keepOld: true }).catch(() => swept.delete(client))
    })
  }, [client, scope])
}

function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(work, 1)
    return () => clearTimeout(timer)
  }
  const idle = requestIdleCallback(work, { timeout: patienceMs })
  return () => cancelIdleCallback(idle)
}
