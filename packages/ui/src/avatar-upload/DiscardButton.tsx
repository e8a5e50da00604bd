'use client'

import { forwardRef } from 'react'
import type { Part } from '../form/Part.ts'
import { PassingButton, type PassingButtonProps } from './PassingButton.tsx'
import { useUploadParts } from './UploadContext.ts'

/** Lets go of a picture that could not be sent. */
export const DiscardButton: Part<PassingButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  PassingButtonProps
>(function DiscardButton(props, ref) {
  const { canRetry, discard, texts } = useUploadParts()
  return canRetry ? (
    <PassingButton {...props} ref={ref} act={discard} words={texts['avatar.discard']} />
  ) : null
})
