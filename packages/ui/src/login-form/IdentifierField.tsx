'use client'

import { forwardRef } from 'react'
import { Field, type FieldProps } from '../form/Field.tsx'
import { FieldError } from '../form/FieldError.tsx'
import { Label } from '../form/Label.tsx'
import type { Part } from '../form/Part.ts'
import { loginEnglish } from '../messages/english/login.ts'
import { useMessages } from '../messages/useMessages.ts'
import { IdentifierInput } from './IdentifierInput.tsx'
import { SwitchUserButton } from './SwitchUserButton.tsx'

/**
 * The field for a login or an email. Its children replace label, input, "Not you?" and error.
 *
 * @example
 * <LoginFormParts.IdentifierField>
 *   <LoginFormParts.Label>Member number</LoginFormParts.Label>
 *   <LoginFormParts.IdentifierInput inputMode="numeric" />
 *   <LoginFormParts.FieldError />
 * </LoginFormParts.IdentifierField>
 */
export const IdentifierField: Part<FieldProps, HTMLDivElement> = forwardRef<HTMLDivElement, FieldProps>(
  function IdentifierField({ children, ...rest }, ref) {
    const messages = useMessages(loginEnglish)
    return (
      <Field {...rest} ref={ref} name="identifier" label={messages['field.identifier']}>
        {children ?? (
          <>
            <Label />
            <IdentifierInput />
            <SwitchUserButton />
            <FieldError />
          </>
        )}
      </Field>
    )
  },
)
