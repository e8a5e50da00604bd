'use client'

import { type AvatarSweepOptions, sweepAvatars } from '@cubekit/core'
import { useCallback } from 'react'
import { useFilesAfterwards } from './query/useFilesAfterwards.ts'
import { useCubeClient } from './useCubeClient.ts'

/** What deletes what uploads have left behind, and asks anew for the lists that it was in. Nobody waits for it. */
export function useSweep(): (options?: AvatarSweepOptions) => void {
  const client = useCubeClient()
  const askAnew = useFilesAfterwards()
  return useCallback(
    (options) => {
      // Of several, some may be gone before one fails. Without a network, whoever comes next tries again.
      sweepAvatars(client, options).then((gone) => gone > 0 && askAnew(), askAnew)
    },
    [client, askAnew],
  )
}
