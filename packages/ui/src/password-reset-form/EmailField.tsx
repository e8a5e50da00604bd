'use client'

import { forwardRef } from 'react'
import { Field, type FieldProps } from '../form/Field.tsx'
import { FieldError } from '../form/FieldError.tsx'
import { Label } from '../form/Label.tsx'
import type { Part } from '../form/Part.ts'
import { emailEnglish } from '../messages/english/email.ts'
import { useMessages } from '../messages/useMessages.ts'
import { EmailInput } from './EmailInput.tsx'
import { useReset } from './ResetContext.ts'

/**
 * The field for the email of the account; gone once a link was asked for. Its children replace label, input and
 * error.
 */
export const EmailField: Part<FieldProps, HTMLDivElement> = forwardRef<HTMLDivElement, FieldProps>(
  function EmailField({ children, ...rest }, ref) {
    const { sent } = useReset()
    const messages = useMessages(emailEnglish)
    if (sent) return null
    return (
      <Field {...rest} ref={ref} name="email" label={messages['field.email']}>
        {children ?? (
          <>
            <Label />
            <EmailInput />
            <FieldError />
          </>
        )}
      </Field>
    )
  },
)
