'use client'

import { forwardRef } from 'react'
import type { Part } from '../form/Part.ts'
import { PassingButton, type PassingButtonProps } from './PassingButton.tsx'
import { useUploadParts } from './UploadContext.ts'

/** Tries again what has failed, with the same picture. */
export const RetryButton: Part<PassingButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  PassingButtonProps
>(function RetryButton(props, ref) {
  const { canRetry, retry, texts } = useUploadParts()
  return canRetry ? <PassingButton {...props} ref={ref} act={retry} words={texts['form.tryAgain']} /> : null
})
