'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { useUploadParts } from './UploadContext.ts'

/** Props of the hint: those of its `<span>`. Children replace our words. */
export type UploadHintProps = Omit<ComponentPropsWithoutRef<'span'>, 'id'>

/** Says what may be chosen, while there is nothing else to say. */
export const UploadHint: Part<UploadHintProps, HTMLSpanElement> = forwardRef<
  HTMLSpanElement,
  UploadHintProps
>(function UploadHint({ className, children, ...rest }, ref) {
  const { id, phase, texts } = useUploadParts()
  return phase === 'rest' ? (
    <span {...rest} ref={ref} id={`${id}hint`} className={classNames('cube-upload-hint', className)}>
      {children ?? (
        <>
          {texts['avatar.hint']} <span className="cube-upload-drops">{texts['avatar.drops']}</span>
        </>
      )}
    </span>
  ) : null
})
