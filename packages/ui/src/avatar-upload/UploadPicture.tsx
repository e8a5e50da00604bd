'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { Avatar } from '../user-avatar/Avatar.tsx'
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
  const { user, later, shown } = useUploadParts()
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
        // The avatar's own, that is, not the one that stands over it.
        if (event.target instanceof Element && !event.target.closest('[data-fresh]')) shown()
      }}
    >
      {later && <later.FreshPicture />}
    </Avatar>
  )
})
