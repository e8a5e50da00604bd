'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { numbersOf } from './numbersOf.ts'
import { useUploadParts } from './UploadContext.ts'

/** Props of the progress: those of its `<span>`. */
export type UploadProgressProps = Omit<ComponentPropsWithoutRef<'span'>, 'role' | 'children'>

/** How much of the photo is sent, in per cent; empty while that is not known. There while something is under way. */
export const UploadProgress: Part<UploadProgressProps, HTMLSpanElement> = forwardRef<
  HTMLSpanElement,
  UploadProgressProps
>(function UploadProgress({ className, ...rest }, ref) {
  const { isBusy, progress, texts, locale } = useUploadParts()
  if (!isBusy) return null
  const words = progress === null ? undefined : numbersOf(locale).percent(Math.min(1, progress))
  return (
    <span
      {...rest}
      ref={ref}
      role="progressbar"
      aria-label={texts['avatar.label']}
      aria-valuenow={progress === null ? undefined : Math.round(progress * 100)}
      aria-valuetext={words}
      className={classNames('cube-upload-progress', className)}
    >
      {words}
    </span>
  )
})
