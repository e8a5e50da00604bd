'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../form/classNames.ts'
import type { Part } from '../form/Part.ts'
import { usePickerParts } from './PickerContext.ts'

/** Props of a description: those of its `<p>`. Children replace `description` of the root. */
export type PickerDescriptionProps = Omit<ComponentPropsWithoutRef<'p'>, 'id'>

/** A sentence about what the picker is for. */
export const PickerDescription: Part<PickerDescriptionProps, HTMLParagraphElement> = forwardRef<
  HTMLParagraphElement,
  PickerDescriptionProps
>(function PickerDescription({ className, children, ...rest }, ref) {
  const { id, props } = usePickerParts()
  const shown = children ?? props.description
  return shown ? (
    <p
      {...rest}
      ref={ref}
      id={`${id}description`}
      className={classNames('cube-picker-description', className)}
    >
      {shown}
    </p>
  ) : null
})
