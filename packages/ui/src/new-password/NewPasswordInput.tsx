'use client'

import { forwardRef, useContext } from 'react'
import { useField } from '../form/FieldContext.ts'
import type { Part } from '../form/Part.ts'
import { PasswordInput, type PasswordInputProps } from '../login-form/PasswordInput.tsx'
import { PasswordLimits } from './PasswordLimits.ts'

/**
 * The input for a new password, with a button that shows and hides it. Password managers learn how long it may be;
 * nothing is cut off.
 */
export const NewPasswordInput: Part<PasswordInputProps, HTMLInputElement> = forwardRef<
  HTMLInputElement,
  PasswordInputProps
>(function NewPasswordInput(props, ref) {
  const { id } = useField()
  const { min, max } = useContext(PasswordLimits)
  // For those that make passwords up. A maxlength would cut off what is pasted, and nobody would see it.
  const rules = { passwordrules: `minlength: ${min}; maxlength: ${max}; allowed: ascii-printable;` }
  return (
    <PasswordInput
      autoComplete="new-password"
      aria-describedby={`${id}-strength`}
      {...rules}
      {...props}
      ref={ref}
    />
  )
})
