'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { usePickerParts } from './PickerContext.ts'

/** Props of the button: those of its `<button>`. Children replace our words. */
export type DoneButtonProps = Omit<ComponentPropsWithoutRef<'button'>, 'type'>

/** Closes the dialog. */
export const DoneButton: Part<DoneButtonProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  DoneButtonProps
>(function DoneButton({ className, children, onClick, ...rest }, ref) {
  const { texts, close } = usePickerParts()
  return (
    <button
      {...rest}
      ref={ref}
      type="button"
      className={classNames('cube-button', className)}
      onClick={(event) => {
        onClick?.(event)
        if (!event.defaultPrevented) close()
      }}
    >
      {children ?? texts['picker.done']}
    </button>
  )
})
