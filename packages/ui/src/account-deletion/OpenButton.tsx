'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { useHydrated } from '../form/useHydrated.ts'
import { deletionEnglish } from '../messages/english/deletion.ts'
import { useMessages } from '../messages/useMessages.ts'
import { useDeletion } from './DeletionContext.ts'

/** Props of the buttons beside the one that deletes: those of their `<button>`. Children replace our words. */
export type DeletionButtonProps = Omit<ComponentPropsWithoutRef<'button'>, 'type'>

/** Opens the dialog, and gets the focus back when it closes. */
export const OpenButton: Part<DeletionButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  DeletionButtonProps
>(function OpenButton({ className, children, onClick, ...rest }, ref) {
  const { open, messages: own } = useDeletion()
  const messages = useMessages(deletionEnglish, own)
  const ready = useHydrated()
  return (
    <button
      disabled={!ready}
      {...rest}
      ref={ref}
      type="button"
      aria-haspopup="dialog"
      className={classNames('cube-button cube-button-plain', className)}
      onClick={(event) => {
        onClick?.(event)
        if (!event.defaultPrevented) open()
      }}
    >
      {children ?? messages['deletion.title']}
    </button>
  )
})
