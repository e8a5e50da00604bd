'use client'

import type { ReactNode } from 'react'
import { useField } from '../form/FieldContext.ts'

/** How to fill a field in, under its input. */
export function FieldHint({ children }: { readonly children: ReactNode }): ReactNode {
  const { id } = useField()
  return (
    <div id={`${id}-hint`} className="cube-hint">
      {children}
    </div>
  )
}
