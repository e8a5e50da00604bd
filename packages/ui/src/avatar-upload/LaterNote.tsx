'use client'

import type { ReactNode } from 'react'
import { CancelButton } from './CancelButton.tsx'
import { DiscardButton } from './DiscardButton.tsx'
import { RetryButton } from './RetryButton.tsx'
import { UndoButton } from './UndoButton.tsx'
import { UploadError } from './UploadError.tsx'
import { UploadProgress } from './UploadProgress.tsx'

/** What stands beside the status once something was done. */
export function LaterNote(): ReactNode {
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
