'use client'

import type { ReactNode } from 'react'
import { CroppedPicture } from './CroppedPicture.tsx'
import { useUploadParts } from './UploadContext.ts'

/** While it is not known how far it is. */
const shortArc = 0.12

/** The picture that is being sent, and a ring that tells how much of it is. Stands over the avatar. */
export function FreshPicture(): ReactNode {
  const { shape, fresh, isBusy, progress } = useUploadParts()
  return (
    <>
      {fresh && (
        <span
          data-fresh
          style={{
            position: 'absolute',
            inset: 0,
            overflow: 'hidden',
            borderRadius: shape === 'circle' ? '50%' : 'var(--cube-radius-card, 0.75rem)',
          }}
        >
          <CroppedPicture url={fresh.url} size={fresh.size} crop={fresh.crop} />
        </span>
      )}
      {isBusy && (
        <svg className="cube-upload-ring" data-waiting={progress === null || undefined} aria-hidden>
          {[100, (progress ?? shortArc) * 100].map((length, at) => (
            <rect
              key={at}
              x="2"
              y="2"
              rx={shape === 'circle' ? '50%' : '10'}
              pathLength={100}
              strokeDasharray={`${length} 100`}
            />
          ))}
        </svg>
      )}
    </>
  )
}
