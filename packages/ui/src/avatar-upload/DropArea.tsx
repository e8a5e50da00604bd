'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { useUploadParts } from './UploadContext.ts'

/** Props of what is seen while a file is over it: those of its `<span>`. Children replace our words. */
export type DropAreaProps = ComponentPropsWithoutRef<'span'>

/** Shows, while a file is dragged over it, that it may be dropped here. */
export const DropArea: Part<DropAreaProps, HTMLSpanElement> = forwardRef<HTMLSpanElement, DropAreaProps>(
  function DropArea({ className, children, ...rest }, ref) {
    const { isDragging, texts } = useUploadParts()
    return isDragging ? (
      <span aria-hidden {...rest} ref={ref} className={classNames('cube-upload-drop', className)}>
        {children ?? texts['avatar.drop']}
      </span>
    ) : null
  },
)
