'use client'

import { forwardRef, useImperativeHandle, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { usePickerParts } from './PickerContext.ts'

/** Props of the field: those of its `<div>`. */
export type PickerFieldProps = ComponentPropsWithoutRef<'div'>

/** The box that looks like an input: put `Chips`, `Input` and `Trigger` into it. A popup keeps to it. */
export const PickerField: Part<PickerFieldProps, HTMLDivElement> = forwardRef<
  HTMLDivElement,
  PickerFieldProps
>(function PickerField({ className, onMouseDown, ...rest }, ref) {
  const { field, input, open, props, problem, matches, isResolving } = usePickerParts()
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => field.current)
  return (
    <div
      role="presentation"
      {...rest}
      ref={field}
      className={classNames('cube-picker-field', className)}
      data-invalid={props.error || problem ? '' : undefined}
      data-busy={(matches.isSearching && !matches.error) || isResolving ? '' : undefined}
      data-disabled={props.disabled ? '' : undefined}
      onMouseDown={(event) => {
        onMouseDown?.(event)
        const isOn = event.target instanceof Element && event.target.closest('input, button') !== null
        if (isOn || event.button !== 0 || event.defaultPrevented) return
        event.preventDefault()
        input.current?.focus()
        open()
      }}
    />
  )
})
