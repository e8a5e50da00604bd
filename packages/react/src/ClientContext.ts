'use client'

import type { CubeClient, Session } from '@cubekit/core'
import { type Context, createContext } from 'react'

/** What `CubeProvider` hands to the hooks. */
export interface Provided {
  readonly client: CubeClient
  /** What is shown until the client knows its session. */
  readonly firstSession: Session
}

export const ClientContext: Context<Provided | null> = createContext<Provided | null>(null)
