'use client'

import { useSession } from '@cubekit/react'
import { useState } from 'react'

/**
 * Calls `forget`, while rendering, when a user is gone or another one is there. Who has to sign in again is the same
 * person still.
 */
export function useOwner(forget: () => void): void {
  const { status, user } = useSession()
  const present = status === 'loading' ? undefined : (user?.id ?? null)
  const [owner, setOwner] = useState(present)
  if (present === undefined || present === owner) return
  setOwner(present)
  if (typeof owner === 'number') forget()
}
