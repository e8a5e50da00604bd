'use client'

import { useEffect, useRef } from 'react'

/** Whether the component is on the page: what ends later must not render it. */
export function useIsMounted(): { readonly current: boolean } {
  const isMounted = useRef(false)
  useEffect(() => {
    isMounted.current = true
    return () => {
      isMounted.current = false
    }
  }, [])
  return isMounted
}
