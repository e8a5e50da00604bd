'use client'

import { useEffect } from 'react'
import { useCubeClient } from '../useCubeClient.ts'
import { keepOwnUserInStep } from './keepOwnUserInStep.ts'
import { useCubeQueryClient } from './useCubeQueryClient.ts'

/** For hooks that read users: what changes about the signed-in user shows in their answers too. */
export function useOwnUserInStep(): void {
  const client = useCubeClient()
  const queryClient = useCubeQueryClient()
  useEffect(() => keepOwnUserInStep(client, queryClient), [client, queryClient])
}
