'use client'

import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from './classNames.ts'
import { useField } from './FieldContext.ts'
import { useForm } from './FormContext.ts'
import type { Part } from './Part.ts'

/**
 * Props of an input: those of its `<input>`, but no `value`: what was typed stands in the element alone, so
 * that password managers may fill it and nothing else holds a password.
 */
export type InputProps = Omit<ComponentPropsWithoutRef<'input'>, 'id' | 'name' | 'value' | 'required'>

/** The input of a field, tied to its label and its error. */
export const Input: Part<InputProps, HTMLInputElement> = forwardRef<HTMLInputElement, InputProps>(
  function Input({ className, onInput, 'aria-describedby': described, ...rest }, ref) {
    const { edited } = useForm()
    const { name, isRequired, id, errorId, problem } = useField()
    return (
      <input
        {...rest}
        ref={ref}
        id={id}
        name={name}
        required={isRequired}
        // Stated also when false: some screen readers call every empty required input invalid.
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? described : described ? `${described} ${errorId}` : errorId}
        data-invalid={problem === null ? undefined : ''}
        className={classNames('cube-input', className)}
        onInput={(event) => {
          onInput?.(event)
          edited(name)
        }}
      />
    )
  },
)
