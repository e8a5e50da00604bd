import type { ReactNode } from 'react'

/** A place of a certain width on the page, in the middle of which a form stands. */
export function Room({ width = '28rem', children }: { width?: string; children: ReactNode }): ReactNode {
  const column = `minmax(0, ${width})`
  return (
    <div style={{ display: 'grid', gridTemplateColumns: column, justifyContent: 'center' }}>
      <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', justifyItems: 'center' }}>
        {children}
      </div>
    </div>
  )
}
