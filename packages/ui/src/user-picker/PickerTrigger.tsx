'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import { Icon } from '../form/Icon.tsx'
import type { Part } from '../form/Part.ts'
import { usePickerParts } from './PickerContext.ts'

/** Props of the button: those of its `<button>`. Children replace the sign. */
export type PickerTriggerProps = Omit<ComponentPropsWithoutRef<'button'>, 'type' | 'disabled'>

/** Opens and closes the popup, for pointers: keys open it from the input. */
export const PickerTrigger: Part<PickerTriggerProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  PickerTriggerProps
>(function PickerTrigger({ className, children, onClick, onMouseDown, ...rest }, ref) {
  const { props, texts, input, isOpen, open, close } = usePickerParts()
  return (
    <button
      aria-label={texts['picker.open']}
      {...rest}
      ref={ref}
      type="button"
      tabIndex={-1}
      disabled={props.disabled}
      aria-expanded={isOpen}
      className={classNames('cube-picker-trigger', className)}
      onMouseDown={(event) => {
        onMouseDown?.(event)
        event.preventDefault()
      }}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented) return
        input.current?.focus()
        if (isOpen) close()
        else open()
      }}
    >
      {children ?? <Icon d="m4 6 4 4 4-4" />}
    </button>
  )
})
