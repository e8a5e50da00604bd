'use client'

import { forwardRef } from 'react'
import type { Part } from '../form/Part.ts'
import { PartButton, type UploadButtonProps } from './PartButton.tsx'
import { useUploadParts } from './UploadContext.ts'
import { useLaterTexts } from './useLaterTexts.ts'

/**
 * Brings the photo back that was there before, for ten seconds. While the pointer is over it or the focus in it, the time
 * stands still.
 */
export const UndoButton: Part<UploadButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  UploadButtonProps
>(function UndoButton(props, ref) {
  const { canUndo } = useUploadParts()
  return canUndo ? <Undo {...props} ref={ref} /> : null
})

const Undo = forwardRef<HTMLButtonElement, UploadButtonProps>(function Undo(
  { onFocus, onBlur, onPointerEnter, onPointerLeave, ...rest },
  ref,
) {
  const { undo, holdUndo } = useUploadParts()
  const texts = useLaterTexts()
  return (
    <PartButton
      {...rest}
      ref={ref}
      act={undo}
      words={texts['avatar.undo']}
      onFocus={(event) => {
        onFocus?.(event)
        holdUndo(true)
      }}
      onBlur={(event) => {
        onBlur?.(event)
        holdUndo(event.currentTarget.matches(':hover'))
      }}
      onPointerEnter={(event) => {
        onPointerEnter?.(event)
        holdUndo(true)
      }}
      onPointerLeave={(event) => {
        onPointerLeave?.(event)
        holdUndo(event.currentTarget === document.activeElement)
      }}
    />
  )
})
