'use client'

import type { CubeClient } from '@cubekit/core'
import { type ReactElement, type ReactNode, useEffect, useState } from 'react'
import { ClientContext, type Provided } from './ClientContext.ts'
import { type InitialSession, toFirstSession } from './InitialSession.ts'

/** Props of {@link CubeProvider}. */
export interface CubeProviderProps {
  /** Made once, outside of components; on a server, once per request. */
  client: CubeClient
  /**
   * What your server knows of the session, the same on the server and in the browser. It is rendered until the
   * browser has read the session that it stored itself; requests wait for that one. Read once per client.
   */
  initialSession?: InitialSession | undefined
  children?: ReactNode
}

/**
 * Gives the components below it a client, and starts it when they are on screen.
 *
 * Queries go to the `QueryClient` of your own `QueryClientProvider` if there is one above, and otherwise to one
 * of the client's own.
 *
 * @example
 * <CubeProvider client={client}>
 *   <SignedOut><LoginForm /></SignedOut>
 *   <SignedIn><Home /></SignedIn>
 *   <ReauthDialog />
 * </CubeProvider>
 */
export function CubeProvider({ client, initialSession, children }: CubeProviderProps): ReactElement {
  const [provided, provide] = useState<Provided>(() => toProvided(client, initialSession))
  // Told once: what the server knew at another time is of no use to a client that knows better.
  if (provided.client !== client) provide(toProvided(client, initialSession))
  useEffect(() => client.start(), [client])
  return <ClientContext.Provider value={provided}>{children}</ClientContext.Provider>
}

function toProvided(client: CubeClient, initialSession: InitialSession | undefined): Provided {
  return { client, firstSession: toFirstSession(initialSession) }
}
