'use client'

import { serverNow } from '@cubekit/core'
import { useCallback } from 'react'
import { useCubeClient } from './useCubeClient.ts'

/**
 * A function that tells what time it is on the server, in ms since 1970, to compare the API's times with. It is the
 * same one as long as the client is, and nothing renders by it.
 *
 * @example
 * const now = useServerNow()
 * const isFresh = now() - Date.parse(message.created_at) < 60_000
 */
export function useServerNow(): () => number {
  const client = useCubeClient()
  return useCallback(() => serverNow(client), [client])
}
