'use client'

import { forwardRef } from 'react'
import type { Part } from '../form/Part.ts'
import { PartButton, type UploadButtonProps } from './PartButton.tsx'
import { useUploadParts } from './UploadContext.ts'
import { useLaterTexts } from './useLaterTexts.ts'

/** Gives the upload up, while it is under way. The photo is as it was. */
export const CancelButton: Part<UploadButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  UploadButtonProps
>(function CancelButton(props, ref) {
  const { canCancel, cancel } = useUploadParts()
  const texts = useLaterTexts()
  return canCancel ? <PartButton {...props} ref={ref} act={cancel} words={texts['avatar.cancel']} /> : null
})
