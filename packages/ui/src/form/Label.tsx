'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from './classNames.ts'
import { useField } from './FieldContext.ts'
import type { Part } from './Part.ts'

/** Props of a label: those of its `<label>`. Children replace our words. */
export type LabelProps = Omit<ComponentPropsWithoutRef<'label'>, 'htmlFor'>

/** The visible name of a field. */
export const Label: Part<LabelProps, HTMLLabelElement> = forwardRef<HTMLLabelElement, LabelProps>(
  function Label({ className, children, ...rest }, ref) {
    const { id, label } = useField()
    return (
      <label
        id={`${id}-label`}
        {...rest}
        ref={ref}
        htmlFor={id}
        className={classNames('cube-label', className)}
      >
        {children ?? label}
      </label>
    )
  },
)
