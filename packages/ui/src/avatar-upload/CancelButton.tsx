'use client'

import { forwardRef } from 'react'
import type { Part } from '../form/Part.ts'
import { PassingButton, type PassingButtonProps } from './PassingButton.tsx'
import { useUploadParts } from './UploadContext.ts'

/** Gives the upload up, while it is under way. The photo is as it was. */
export const CancelButton: Part<PassingButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  PassingButtonProps
>(function CancelButton(props, ref) {
  const { canCancel, cancel, texts } = useUploadParts()
  return canCancel ? <PassingButton {...props} ref={ref} act={cancel} words={texts['avatar.cancel']} /> : null
})
