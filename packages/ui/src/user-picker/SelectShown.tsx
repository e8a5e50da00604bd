'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { plural } from '../messages/Plural.ts'
import { passFocus } from './passFocus.ts'
import { usePickerParts } from './PickerContext.ts'

/** Props of the button: those of its `<button>`. Children replace our words. */
export type SelectShownProps = Omit<ComponentPropsWithoutRef<'button'>, 'type' | 'disabled'>

/** Adds everybody who matches, as many as may be chosen. There when two or more can be added. */
export const SelectShown: Part<SelectShownProps, HTMLButtonElement> = forwardRef<
  HTMLButtonElement,
  SelectShownProps
>(function SelectShown({ className, style, children, onClick, ...rest }, ref) {
  const picker = usePickerParts()
  const { kind, props, query, texts, locale, addable, addAll } = picker
  if (!props.multiple || (kind === 'popup' && !query)) return null
  const users = addable()
  const isUseless = users.length < 2
  if (isUseless && kind === 'popup') return null
  return (
    <button
      {...rest}
      ref={ref}
      type="button"
      disabled={props.disabled}
      // It keeps its place, so that nobody moves under the pointer.
      style={isUseless ? { visibility: 'hidden', ...style } : style}
      className={classNames('cube-link cube-picker-all', className)}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented) return
        passFocus(picker, event.currentTarget)
        addAll(users)
      }}
    >
      {children ?? plural(texts['picker.selectShown'], users.length, locale)}
    </button>
  )
})
