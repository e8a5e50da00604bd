'use client'

import { forwardRef } from 'react'
import type { Part } from '../form/Part.ts'
import { PartButton, type UploadButtonProps } from './PartButton.tsx'
import { useUploadParts } from './UploadContext.ts'

/** Takes the photo away, for a person who has one. */
export const RemoveButton: Part<UploadButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  UploadButtonProps
>(function RemoveButton(props, ref) {
  const { hasPhoto, remove, texts } = useUploadParts()
  return hasPhoto ? (
    <PartButton
      {...props}
      ref={ref}
      look="cube-link cube-upload-remove"
      waits
      act={remove}
      words={texts['avatar.remove']}
    />
  ) : null
})
