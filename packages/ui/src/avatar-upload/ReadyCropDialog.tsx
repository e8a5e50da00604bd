'use client'

import { forwardRef, startTransition, useEffect, useState } from 'react'
import type { Part } from '../form/Part.ts'
import { CropDialog, type CropDialogProps } from './CropDialog.tsx'
import { readyNumbers } from './numbersOf.ts'
import { useUploadParts } from './UploadContext.ts'

/** The crop dialog, opened in short tasks: first the numbers for its sliders, then its elements, then the dialog. */
export const ReadyCropDialog: Part<CropDialogProps, HTMLDialogElement> = forwardRef<
  HTMLDialogElement,
  CropDialogProps
>(function ReadyCropDialog(props, ref) {
  const { locale } = useUploadParts()
  const [isReady, setReady] = useState(false)
  useEffect(() => {
    void readyNumbers(locale).finally(() => startTransition(() => setReady(true)))
  }, [locale])
  return isReady ? <CropDialog {...props} ref={ref} /> : null
})
