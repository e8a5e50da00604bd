'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { useUploadParts } from './UploadContext.ts'

/** Props of the status: those of its `<span>`. */
export type UploadStatusProps = Omit<ComponentPropsWithoutRef<'span'>, 'role' | 'children'>

/** Says what is going on, and what was done, to screen readers too. Has to be in the page from the beginning. */
export const UploadStatus: Part<UploadStatusProps, HTMLSpanElement> = forwardRef<
  HTMLSpanElement,
  UploadStatusProps
>(function UploadStatus({ className, ...rest }, ref) {
  const { phase, texts } = useUploadParts()
  return (
    <span {...rest} ref={ref} role="status" className={classNames('cube-upload-status', className)}>
      {phase === 'rest' || phase === 'cropping' || phase === 'failed'
        ? null
        : texts[`avatar.${phase === 'reading' ? 'preparing' : phase}`]}
    </span>
  )
})
