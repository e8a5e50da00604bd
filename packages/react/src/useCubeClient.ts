'use client'

import type { CubeClient } from '@cubekit/core'
import { useProvided } from './useProvided.ts'

/**
 * The client of the nearest `CubeProvider`, for calling actions of `@cubekit/core`.
 *
 * @throws Error when there is no `CubeProvider` above.
 * @example
 * const client = useCubeClient()
 * const find = () => getUsers(client, { login: 'ada' })
 */
export function useCubeClient(): CubeClient {
  return useProvided().client
}
