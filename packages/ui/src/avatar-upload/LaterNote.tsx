'use client'

import { useEffect, type ReactNode } from 'react'
import { CancelButton } from './CancelButton.tsx'
import { DiscardButton } from './DiscardButton.tsx'
import { readyNumbers } from './numbersOf.ts'
import { RetryButton } from './RetryButton.tsx'
import { UndoButton } from './UndoButton.tsx'
import { useUploadParts } from './UploadContext.ts'
import { UploadError } from './UploadError.tsx'
import { UploadProgress } from './UploadProgress.tsx'

/** What stands beside the status once something was done. */
export function LaterNote(): ReactNode {
  const { locale } = useUploadParts()
  useEffect(() => {
    // Before the dialog opens, which has enough to do then.
    void readyNumbers(locale)
  }, [locale])
  return (
    <>
      <UndoButton />
      <UploadProgress />
      <CancelButton />
      <UploadError />
      <RetryButton />
      <DiscardButton />
    </>
  )
}
