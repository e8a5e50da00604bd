'use client'

import { forwardRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import type { UploadButtonProps } from './ChooseButton.tsx'
import { PassingButton } from './PassingButton.tsx'
import { useUploadParts } from './UploadContext.ts'

/** Takes the photo away, for a person who has one. */
export const RemoveButton: Part<UploadButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  UploadButtonProps
>(function RemoveButton({ className, ...rest }, ref) {
  const { hasPhoto, remove, texts, isOff, isBusy } = useUploadParts()
  return hasPhoto ? (
    <PassingButton
      {...rest}
      ref={ref}
      disabled={isOff}
      aria-disabled={isBusy || undefined}
      className={classNames('cube-upload-remove', className)}
      act={() => !isBusy && remove()}
      words={texts['avatar.remove']}
    />
  ) : null
})
