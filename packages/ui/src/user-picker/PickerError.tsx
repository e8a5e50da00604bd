'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { Problem } from '../form/Problem.tsx'
import { usePickerParts } from './PickerContext.ts'

/** Props of the picker's error: those of its `<div>`. Children replace our words. */
export type PickerErrorProps = Omit<ComponentPropsWithoutRef<'div'>, 'id'>

/** Says what is wrong with the choice: `error` of the root, or that somebody is missing. Always in the page. */
export const PickerError: Part<PickerErrorProps, HTMLDivElement> = forwardRef<
  HTMLDivElement,
  PickerErrorProps
>(function PickerError({ className, children, ...rest }, ref) {
  const { id, props, problem } = usePickerParts()
  const shown = props.error || problem
  return (
    <div
      {...rest}
      ref={ref}
      id={`${id}error`}
      aria-live="polite"
      className={classNames('cube-picker-error', className)}
    >
      {shown && <Problem>{children ?? shown}</Problem>}
    </div>
  )
})
