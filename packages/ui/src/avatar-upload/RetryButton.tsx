'use client'

import { forwardRef } from 'react'
import type { Part } from '../form/Part.ts'
import { PartButton, type UploadButtonProps } from './PartButton.tsx'
import { useUploadParts } from './UploadContext.ts'
import { useLaterTexts } from './useLaterTexts.ts'

/** Tries again what has failed, with the same picture. */
export const RetryButton: Part<UploadButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  UploadButtonProps
>(function RetryButton(props, ref) {
  const { canRetry, retry } = useUploadParts()
  const texts = useLaterTexts()
  return canRetry ? <PartButton {...props} ref={ref} act={retry} words={texts['form.tryAgain']} /> : null
})
