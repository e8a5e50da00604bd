'use client'

import { useContext } from 'react'
import { ClientContext, type Provided } from './ClientContext.ts'

/** What the nearest `CubeProvider` hands down. */
export function useProvided(): Provided {
  const provided = useContext(ClientContext)
  if (!provided) throw new Error('This hook needs <CubeProvider client={client}> above the component.')
  return provided
}
