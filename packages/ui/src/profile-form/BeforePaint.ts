'use client'

import { useLayoutEffect } from 'react'

/** Does something before each paint. A component, since a server has no paint to wait for, and React 18 says so. */
export function BeforePaint({ run }: { readonly run: () => void }): null {
  useLayoutEffect(run)
  return null
}
