'use client'

import { forwardRef, type ReactNode } from 'react'
import { Field, type FieldProps } from '../form/Field.tsx'
import { FieldError } from '../form/FieldError.tsx'
import { Label } from '../form/Label.tsx'
import type { Part } from '../form/Part.ts'
import { passwordEnglish } from '../messages/english/password.ts'
import { useMessages } from '../messages/useMessages.ts'
import { PasswordInput } from './PasswordInput.tsx'

/** Props of the password field: those of its `<div>`. */
export interface PasswordFieldProps extends FieldProps {
  /** Stands across from the label and after the input in tab order: a link to reset the password, say. */
  readonly aside?: ReactNode
}

/**
 * The field for the password. Its children replace label, input, aside and error.
 *
 * @example
 * <LoginFormParts.PasswordField>
 *   <LoginFormParts.Label />
 *   <LoginFormParts.PasswordInput />
 *   <a href="/reset">Forgot your password?</a>
 *   <LoginFormParts.FieldError />
 * </LoginFormParts.PasswordField>
 */
export const PasswordField: Part<PasswordFieldProps, HTMLDivElement> = forwardRef<
  HTMLDivElement,
  PasswordFieldProps
>(function PasswordField({ aside, children, ...rest }, ref) {
  const messages = useMessages(passwordEnglish)
  return (
    <Field {...rest} ref={ref} name="password" label={messages['field.password']}>
      {children ?? (
        <>
          <Label />
          <PasswordInput />
          {aside && <div className="cube-aside">{aside}</div>}
          <FieldError />
        </>
      )}
    </Field>
  )
})
