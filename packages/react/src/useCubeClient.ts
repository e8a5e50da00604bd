'use client'

import type { CubeClient } from '@cubekit/core'
import { useContext } from 'react'
import { ClientContext } from './ClientContext.ts'

/**
 * The client of the nearest `CubeProvider`, for calling actions of `@cubekit/core`.
 *
 * @throws Error when there is no `CubeProvider` above.
 * @example
 * const client = useCubeClient()
 * const find = () => getUsers(client, { login: 'ada' })
 */
export function useCubeClient(): CubeClient {
  const client = useContext(ClientContext)
  if (!client) throw new Error('This hook needs <CubeProvider client={client}> above the component.')
  return client
}
