'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { Problem } from '../form/Problem.tsx'
import { useUploadParts } from './UploadContext.ts'
import { useLaterTexts } from './useLaterTexts.ts'

/** Props of the error: those of its `<span>`. Children replace our words. */
export type UploadErrorProps = Omit<ComponentPropsWithoutRef<'span'>, 'role'>

/**
 * Says why a photo was not taken or not changed, and what to do. `data-reason` names an `ImageRefusal`, `link`, `folder`,
 * `stuck` or a `CubeErrorCode`.
 */
export const UploadError: Part<UploadErrorProps, HTMLSpanElement> = forwardRef<
  HTMLSpanElement,
  UploadErrorProps
>(function UploadError({ className, children, ...rest }, ref) {
  const { problem, attempt, texts } = useUploadParts()
  const words = { ...texts, ...useLaterTexts() }
  if (problem === null) return null
  const isRefusal = typeof problem === 'string'
  const shown = isRefusal
    ? words[`avatar.${problem}`]
    : [words['avatar.failed'], words[`error.${problem.code}`]].filter(Boolean).join(' ')
  return (
    <span
      {...rest}
      // The same again is told again.
      key={attempt}
      ref={ref}
      role="alert"
      className={classNames('cube-upload-error', className)}
      data-reason={isRefusal ? problem : problem.code}
    >
      <Problem>{children ?? shown}</Problem>
    </span>
  )
})
