'use client'

import { createCubeClient, remoteSigner, sessionBroker } from '@cubekit/core'
import { CubeProvider, type InitialSession, useSession } from '@cubekit/react'
import { useEffect, useState, type ReactNode } from 'react'
import { firstSessionCookie, toCookie } from './firstSession.ts'

/** Settings of the page. Nothing secret is among them. */
export interface CubeAppProps {
  appId: number
  apiUrl: string | undefined
  initialSession: InitialSession | undefined
  children: ReactNode
}

/** A client per page in the browser, and per request on the server. */
export function CubeApp({ appId, apiUrl, initialSession, children }: CubeAppProps): ReactNode {
  const [client] = useState(() =>
    createCubeClient({
      appId,
      signer: remoteSigner('/api/cube/sign', { broker: sessionBroker('/api/cube/session') }),
      ...(apiUrl !== undefined && { apiUrl }),
    }),
  )
  return (
    <CubeProvider client={client} initialSession={initialSession}>
      <NoteForTheServer />
      {children}
    </CubeProvider>
  )
}

function NoteForTheServer(): ReactNode {
  const session = useSession()
  useEffect(() => {
    if (session.status === 'loading') return
    document.cookie = `${firstSessionCookie}=${toCookie(session)}; path=/; samesite=strict`
  }, [session])
  return null
}
