'use client'

import type { CubeClient } from '@cubekit/core'
import { type ReactElement, type ReactNode, useEffect } from 'react'
import { ClientContext } from './ClientContext.ts'

/** Props of {@link CubeProvider}. */
export interface CubeProviderProps {
  /** Made once, outside of components; on a server, once per request. */
  client: CubeClient
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
 * </CubeProvider>
 */
export function CubeProvider({ client, children }: CubeProviderProps): ReactElement {
  useEffect(() => client.start(), [client])
  return <ClientContext.Provider value={client}>{children}</ClientContext.Provider>
}
