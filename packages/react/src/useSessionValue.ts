'use client'

import type { Session } from '@cubekit/core'
import { useSyncExternalStore } from 'react'
import { sessionOf } from './sessionOf.ts'
import { useProvided } from './useProvided.ts'

/** One value of the session. The component renders again only when this value changes. */
export function useSessionValue<T>(read: (session: Session) => T): T {
  const provided = useProvided()
  return useSyncExternalStore(
    provided.client.subscribe,
    () => read(sessionOf(provided)),
    () => read(provided.firstSession),
  )
}
