'use client'

import { forwardRef, useId, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { classNames } from './classNames.ts'
import { FieldContext } from './FieldContext.ts'
import { useForm } from './FormContext.ts'
import type { Part } from './Part.ts'

/** Props of a field: those of its `<div>`. */
export type FieldProps = ComponentPropsWithoutRef<'div'>

interface NamedFieldProps extends FieldProps {
  name: string
  label: ReactNode
}

/** Ties a label, an input and its error together. */
export const Field: Part<NamedFieldProps, HTMLDivElement> = forwardRef<HTMLDivElement, NamedFieldProps>(
  function Field({ name, label, className, ...rest }, ref) {
    const { problems, inputs } = useForm()
    const id = useId()
    const problem = problems[name] ?? null
    const known = inputs.find((input) => input.name === name)?.problems
    return (
      <FieldContext.Provider
        value={{
          name,
          label,
          isRequired: known !== undefined && 'missing' in known,
          id,
          errorId: `${id}-error`,
          problem,
        }}
      >
        <div
          {...rest}
          ref={ref}
          className={classNames('cube-field', className)}
          data-invalid={problem && ''}
        />
      </FieldContext.Provider>
    )
  },
)
