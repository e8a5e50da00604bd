'use client'

import { forwardRef, useId, type ComponentPropsWithoutRef } from 'react'
import { classNames } from './classNames.ts'
import { FieldContext } from './FieldContext.ts'
import { useForm } from './FormContext.ts'
import type { Part } from './Part.ts'

/** Props of a field: those of its `<div>`. */
export type FieldProps = ComponentPropsWithoutRef<'div'>

interface NamedFieldProps extends FieldProps {
  name: string
  label: string
}

/** Ties a label, an input and its error together. */
export const Field: Part<NamedFieldProps, HTMLDivElement> = forwardRef<HTMLDivElement, NamedFieldProps>(
  function Field({ name, label, className, ...rest }, ref) {
    const { problems, messages } = useForm()
    const id = useId()
    const key = problems[name]
    const field = { name, label, id, errorId: `${id}-error`, problem: key ? messages[key] : null }
    return (
      <FieldContext.Provider value={field}>
        <div
          {...rest}
          ref={ref}
          className={classNames('cube-field', className)}
          data-invalid={key ? '' : undefined}
        />
      </FieldContext.Provider>
    )
  },
)
