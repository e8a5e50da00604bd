'use client'

import type { ReactNode } from 'react'
import { visuallyHidden } from '../form/visuallyHidden.ts'
import { useRareNews } from './useRareNews.ts'

/** Screen readers are told no oftener. */
const newsMs = 60_000

/** Tells screen readers what is new, without hurry. */
export function RareNews({ news }: { readonly news: string | null }): ReactNode {
  return (
    <span role="status" style={visuallyHidden}>
      {useRareNews(news, newsMs)}
    </span>
  )
}
