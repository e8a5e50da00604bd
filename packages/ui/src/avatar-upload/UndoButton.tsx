'use client'

import { forwardRef } from 'react'
import type { Part } from '../form/Part.ts'
import { PassingButton, type PassingButtonProps } from './PassingButton.tsx'
import { useUploadParts } from './UploadContext.ts'

/**
 * Brings the photo back that was there before, for ten seconds. While the pointer is over it or the focus in it, the time
 * stands still.
 */
export const UndoButton: Part<PassingButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  PassingButtonProps
>(function UndoButton(props, ref) {
  const { canUndo } = useUploadParts()
  return canUndo ? <Undo {...props} ref={ref} /> : null
})

const Undo = forwardRef<HTMLButtonElement, PassingButtonProps>(function Undo(
  { onFocus, onBlur, onPointerEnter, onPointerLeave, ...rest },
  ref,
) {
  const { undo, holdUndo, texts } = useUploadParts()
  return (
    <PassingButton
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
