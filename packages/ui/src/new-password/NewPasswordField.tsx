'use client'

import { forwardRef, type ReactNode } from 'react'
import { Field, type FieldProps } from '../form/Field.tsx'
import { FieldError } from '../form/FieldError.tsx'
import { Label } from '../form/Label.tsx'
import type { Part } from '../form/Part.ts'
import { passwordEnglish } from '../messages/english/password.ts'
import { useMessages } from '../messages/useMessages.ts'
import { NewPasswordInput } from './NewPasswordInput.tsx'
import { PasswordStrength } from './PasswordStrength.tsx'

/** Props of the field for a new password: those of its `<div>`. */
export interface NewPasswordFieldProps extends FieldProps {
  /** Left out, ours. */
  readonly label?: ReactNode
}

/**
 * The field for a new password. Its children replace label, input, error and strength. It is asked for once: the
 * button shows what was typed.
 *
 * @example
 * <SignUpFormParts.NewPasswordField>
 *   <SignUpFormParts.Label>Choose a password</SignUpFormParts.Label>
 *   <SignUpFormParts.NewPasswordInput />
 *   <SignUpFormParts.FieldError />
 * </SignUpFormParts.NewPasswordField>
 */
export const NewPasswordField: Part<NewPasswordFieldProps, HTMLDivElement> = forwardRef<
  HTMLDivElement,
  NewPasswordFieldProps
>(function NewPasswordField({ label, children, ...rest }, ref) {
  const messages = useMessages(passwordEnglish)
  return (
    <Field {...rest} ref={ref} name="password" label={label ?? messages['field.password']}>
      {children ?? (
        <>
          <Label />
          <NewPasswordInput />
          <FieldError />
          <PasswordStrength />
        </>
      )}
    </Field>
  )
})
