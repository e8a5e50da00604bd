'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { Avatar } from '../user-avatar/Avatar.tsx'
import { CroppedPicture } from './CroppedPicture.tsx'
import { useUploadParts } from './UploadContext.ts'

/** Props of the picture: those of its `<span>`, and how wide and high it is. */
export interface UploadPictureProps extends Omit<ComponentPropsWithoutRef<'span'>, 'children'> {
  /** A number of CSS pixels, or a CSS length. Default: `6rem`. */
  readonly size?: number | string | undefined
}

/** The photo as it is now, and from the moment one is sent the new one, with a ring that tells how much of it is sent. */
export const UploadPicture: Part<UploadPictureProps, HTMLSpanElement> = forwardRef<
  HTMLSpanElement,
  UploadPictureProps
>(function UploadPicture({ size = '6rem', className, style, onLoad, ...rest }, ref) {
  const { user, shape, fresh, shown, isBusy, phase, progress } = useUploadParts()
  const isSending = isBusy && phase !== 'reading'
  return (
    <Avatar
      {...rest}
      ref={ref}
      user={user}
      size={size}
      className={classNames('cube-upload-picture', className)}
      style={{ position: 'relative', ...style }}
      onLoad={(event) => {
        onLoad?.(event)
        // The one of the avatar; our own is told by its address.
        if (event.target instanceof Element && !event.target.closest('[data-fresh]')) shown()
      }}
    >
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
      {isSending && (
        <svg className="cube-upload-ring" data-waiting={progress === null || undefined} aria-hidden>
          {[100, (progress ?? 1) * 100].map((length, at) => (
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
    </Avatar>
  )
})
