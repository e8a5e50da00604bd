'use client'

import { forwardRef } from 'react'
import type { Part } from '../form/Part.ts'
import { PartButton, type UploadButtonProps } from './PartButton.tsx'
import { useUploadParts } from './UploadContext.ts'
import { useLaterTexts } from './useLaterTexts.ts'

/** Lets go of a picture that could not be sent. */
export const DiscardButton: Part<UploadButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  UploadButtonProps
>(function DiscardButton(props, ref) {
  const { canDiscard, discard } = useUploadParts()
  const texts = useLaterTexts()
  return canDiscard ? <PartButton {...props} ref={ref} act={discard} words={texts['avatar.discard']} /> : null
})
