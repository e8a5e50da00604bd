'use client'

import type { Scope } from '@cubekit/core'
import { useSyncExternalStore } from 'react'
import { useCubeClient } from './useCubeClient.ts'

/** On whose behalf this component reads; `null` until the session is known. */
export function useScope(): Scope | null {
  const client = useCubeClient()
  return useSyncExternalStore(
    client.subscribe,
    () => (client.getSession().status === 'loading' ? null : client.scope()),
    () => null,
  )
}
