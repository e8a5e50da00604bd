'use client'

import { forwardRef, useId, type ComponentPropsWithoutRef } from 'react'
import type { FieldName } from '../messages/CubeMessages.ts'
import { classNames } from './classNames.ts'
import { FieldContext } from './FieldContext.ts'
import { useForm } from './FormContext.ts'
import type { Part } from './Part.ts'

/** Props of a field: those of its `<div>`. */
export type FieldProps = ComponentPropsWithoutRef<'div'>

interface NamedFieldProps extends FieldProps {
  name: FieldName
}

/** Ties a label, an input and its error together. */
export const Field: Part<NamedFieldProps, HTMLDivElement> = forwardRef<HTMLDivElement, NamedFieldProps>(
  function Field({ name, className, ...rest }, ref) {
    const { problems, messages } = useForm()
    const id = useId()
    const problem = problems[name]
    return (
      <FieldContext.Provider
        value={{
          name,
          id,
          errorId: `${id}-error`,
          problem: problem ? messages[problem] : null,
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
