import type { ReactNode } from 'react'

/** A place of a certain width on the page, in the middle of which a form stands. */
export function Room({ width = '28rem', children }: { width?: string; children: ReactNode }): ReactNode {
  return (
    <div style={{ display: 'grid', justifyItems: 'center' }}>
      <div style={{ display: 'grid', justifyItems: 'center', inlineSize: width, maxInlineSize: '100%' }}>
        {children}
      </div>
    </div>
  )
}
