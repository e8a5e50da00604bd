'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { usePickerParts } from './PickerContext.ts'

/** Props of a label: those of its `<label>`. Children replace our words. */
export type PickerLabelProps = Omit<ComponentPropsWithoutRef<'label'>, 'id' | 'htmlFor'>

/** The visible name of the picker. */
export const PickerLabel: Part<PickerLabelProps, HTMLLabelElement> = forwardRef<
  HTMLLabelElement,
  PickerLabelProps
>(function PickerLabel({ className, children, ...rest }, ref) {
  const { id, kind, props, ownLabel } = usePickerParts()
  if (props.label === null) return null
  return (
    <label
      {...rest}
      ref={ref}
      id={`${id}label`}
      // A press on it would press the button for the dialog, which names itself by it.
      htmlFor={kind === 'dialog' ? undefined : `${id}input`}
      className={classNames('cube-label', className)}
    >
      {children ?? props.label ?? ownLabel}
    </label>
  )
})
