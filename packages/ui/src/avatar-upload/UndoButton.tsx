'use client'

import { forwardRef, useEffect, useImperativeHandle, useRef } from 'react'
import type { Part } from '../form/Part.ts'
import { visuallyHidden } from '../form/visuallyHidden.ts'
import { useLate } from '../user-list/useLate.ts'
import { PartButton, type UploadButtonProps } from './PartButton.tsx'
import { useUploadParts } from './UploadContext.ts'
import { useLaterTexts } from './useLaterTexts.ts'

/** Screen readers may leave out what is said at once after something else: that the photo is another one. */
const pauseMs = 1000

/**
 * Brings the photo back that was there before, for ten seconds. While the focus is anywhere in the component, or the
 * pointer over the button, the time stands still. Screen readers are told that it is there: put it into the page from the
 * beginning.
 */
export const UndoButton: Part<UploadButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  UploadButtonProps
>(function UndoButton(props, ref) {
  const { canUndo } = useUploadParts()
  const texts = useLaterTexts()
  const isSaid = useLate(canUndo, pauseMs)
  return (
    <>
      <span role="status" style={visuallyHidden}>
        {isSaid && texts['avatar.undoable']}
      </span>
      {canUndo && <Undo {...props} ref={ref} />}
    </>
  )
})

const Undo: typeof UndoButton = forwardRef<HTMLButtonElement, UploadButtonProps>(function Undo(props, ref) {
  const { undo, holdUndo } = useUploadParts()
  const texts = useLaterTexts()
  const button = useRef<HTMLButtonElement>(null)
  useImperativeHandle<HTMLButtonElement | null, HTMLButtonElement | null>(ref, () => button.current, [])
  useEffect(() => {
    const { current } = button
    const root = current?.closest('[data-phase]')
    if (!current || !root) return undefined
    const look = (focused: EventTarget | null): void => {
      const isIn = focused instanceof Node && root.contains(focused)
      holdUndo(isIn || current.matches(':hover'))
    }
    const lookAgain = (): void => look(document.activeElement)
    const lookAfter = (event: Event): void => {
      if (event instanceof FocusEvent) look(event.relatedTarget)
    }
    lookAgain()
    root.addEventListener('focusin', lookAgain)
    root.addEventListener('focusout', lookAfter)
    current.addEventListener('pointerenter', lookAgain)
    current.addEventListener('pointerleave', lookAgain)
    return () => {
      root.removeEventListener('focusin', lookAgain)
      root.removeEventListener('focusout', lookAfter)
      current.removeEventListener('pointerenter', lookAgain)
      current.removeEventListener('pointerleave', lookAgain)
    }
  }, [holdUndo])
  return <PartButton {...props} ref={button} act={undo} words={texts['avatar.undo']} />
})
