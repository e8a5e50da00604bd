'use client'

import { useEffect, useRef, useState } from 'react'

/** What was last told, or could be seen from the start. */
interface Told {
  readonly news: string
  /** ms since 1970. */
  readonly at: number
}

/**
 * News for screen readers, at most every so many ms: the latest, and nothing that is over meanwhile. What is so from the
 * start is no news: `''`.
 */
export function useRareNews(news: string | null, ms: number): string {
  const [said, say] = useState('')
  const told = useRef<Told | null>(null)
  useEffect(() => {
    if (news === null) return
    told.current ??= { news, at: Date.now() }
    if (news === told.current.news) return
    const tell = (): void => {
      told.current = { news, at: Date.now() }
      say(news)
    }
    const timer = setTimeout(tell, Math.max(told.current.at + ms - Date.now(), 0))
    return () => clearTimeout(timer)
  }, [news, ms])
  return said
}
