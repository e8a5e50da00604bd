'use client'

import { forwardRef } from 'react'
import { classNames } from '../form/classNames.ts'
import { useForm } from '../form/FormContext.ts'
import type { Part } from '../form/Part.ts'
import { deletionEnglish } from '../messages/english/deletion.ts'
import { useMessages } from '../messages/useMessages.ts'
import { useDeletion } from './DeletionContext.ts'
import type { DeletionButtonProps } from './OpenButton.tsx'

/** Closes the dialog, as Escape does. Neither works while the deletion is under way, since it cannot be undone. */
export const CancelButton: Part<DeletionButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  DeletionButtonProps
>(function CancelButton({ className, children, onClick, ...rest }, ref) {
  const { cancel } = useDeletion()
  const { status } = useForm()
  const messages = useMessages(deletionEnglish)
  return (
    <button
      {...rest}
      ref={ref}
      type="button"
      aria-disabled={status === 'pending' || undefined}
      className={classNames('cube-button cube-button-plain', className)}
      onClick={(event) => {
        onClick?.(event)
        if (!event.defaultPrevented) cancel()
      }}
    >
      {children ?? messages['deletion.cancel']}
    </button>
  )
})
