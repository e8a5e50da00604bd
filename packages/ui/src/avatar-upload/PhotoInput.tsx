'use client'

import { forwardRef, useEffect, useImperativeHandle, useRef } from 'react'
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
  const input = useRef<HTMLInputElement>(null)
  useImperativeHandle<HTMLInputElement | null, HTMLInputElement | null>(ref, () => input.current, [])
  useEffect(() => {
    const { current } = input
    // A dialog around it would take that for its own end.
    const stop = (event: Event): void => event.stopPropagation()
    current?.addEventListener('cancel', stop)
    return () => current?.removeEventListener('cancel', stop)
  }, [])
  return (
    <input
      ref={input}
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
