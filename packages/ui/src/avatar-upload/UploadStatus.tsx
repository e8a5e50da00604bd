'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import { Icon } from '../form/Icon.tsx'
import type { Part } from '../form/Part.ts'
import { useUploadParts } from './UploadContext.ts'
import { wordsFor } from './wordsFor.ts'

/** Props of the status: those of its `<span>`. */
export type UploadStatusProps = Omit<ComponentPropsWithoutRef<'span'>, 'role' | 'children'>

/** Says what is going on, and what was done, to screen readers too. Has to be in the page from the beginning. */
export const UploadStatus: Part<UploadStatusProps, HTMLSpanElement> = forwardRef<
  HTMLSpanElement,
  UploadStatusProps
>(function UploadStatus({ className, ...rest }, ref) {
  const { phase, texts } = useUploadParts()
  const isDone = phase === 'done' || phase === 'removed' || phase === 'undone'
  return (
    <span {...rest} ref={ref} role="status" className={classNames('cube-upload-status', className)}>
      {isDone && <Icon d="m3 8.5 3.4 3.4L13 4.6" />}
      <span>{wordsFor(phase, texts)}</span>
    </span>
  )
})
