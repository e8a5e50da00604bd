'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { useLate } from '../user-list/useLate.ts'
import { useUploadParts } from './UploadContext.ts'

/** Props of the status: those of its `<span>`. */
export type UploadStatusProps = Omit<ComponentPropsWithoutRef<'span'>, 'role' | 'children'>

/** What is read more quickly need not be told. */
const lateMs = 500

/** Says what is going on, and what was done, to screen readers too. Has to be in the page from the beginning. */
export const UploadStatus: Part<UploadStatusProps, HTMLSpanElement> = forwardRef<
  HTMLSpanElement,
  UploadStatusProps
>(function UploadStatus({ className, ...rest }, ref) {
  const { phase, choice, texts } = useUploadParts()
  const isSlow = useLate(choice?.name === 'reading', lateMs)
  return (
    <span {...rest} ref={ref} role="status" className={classNames('cube-upload-status', className)}>
      {isSlow
        ? texts['avatar.preparing']
        : phase !== 'rest' && phase !== 'failed' && texts[`avatar.${phase}`]}
    </span>
  )
})
