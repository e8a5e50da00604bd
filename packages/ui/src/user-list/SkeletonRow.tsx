import type { ReactNode } from 'react'

/** Stands for somebody who is on the way. */
export function SkeletonRow({ blockSize }: { readonly blockSize: number }): ReactNode {
  return (
    <li aria-hidden style={{ blockSize }}>
      <div className="cube-row cube-row-skeleton">
        <span className="cube-avatar">
          <span className="cube-bone" />
        </span>
        <span className="cube-row-text">
          <span className="cube-bone" />
          <span className="cube-bone" />
        </span>
      </div>
    </li>
  )
}
