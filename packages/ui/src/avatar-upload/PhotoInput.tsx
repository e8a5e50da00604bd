'use client'

import { forwardRef } from 'react'
import type { Part } from '../form/Part.ts'
import { useUploadParts } from './UploadContext.ts'

/** Of these iPhones send photos as JPEG, instead of their own HEIC. */
const types = 'image/jpeg,image/png,image/webp,image/gif'

interface PhotoInputProps {
  /** Asks phones for the camera that looks at the person, instead of a file. */
  readonly capture?: 'user'
}

/** Asks for a file when its button says so. */
export const PhotoInput: Part<PhotoInputProps, HTMLInputElement> = forwardRef<
  HTMLInputElement,
  PhotoInputProps
>(function PhotoInput({ capture }, ref) {
  const { take } = useUploadParts()
  return (
    <input
      ref={ref}
      type="file"
      accept={types}
      capture={capture}
      // Not `hidden`, which pages overrule that say how inputs are laid out.
      style={{ display: 'none' }}
      onChange={({ currentTarget }) => {
        const [photo] = currentTarget.files ?? []
        if (photo) take(photo)
        // Else the same file, chosen again, would not count as a change.
        currentTarget.value = ''
      }}
    />
  )
})
