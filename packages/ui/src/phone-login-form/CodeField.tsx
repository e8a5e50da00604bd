'use client'

import { forwardRef } from 'react'
import { Field, type FieldProps } from '../form/Field.tsx'
import { FieldError } from '../form/FieldError.tsx'
import { Label } from '../form/Label.tsx'
import type { Part } from '../form/Part.ts'
import { phoneEnglish } from '../messages/english/phone.ts'
import { useMessages } from '../messages/useMessages.ts'
import { ChangeNumberButton } from './ChangeNumberButton.tsx'
import { CodeInput } from './CodeInput.tsx'
import { usePhone } from './PhoneContext.ts'

/**
 * The field for the code, there once one was sent. Its children replace label, input, "Change number" and error.
 *
 * @example
 * <PhoneLoginFormParts.CodeField>
 *   <PhoneLoginFormParts.Label>What does the message say?</PhoneLoginFormParts.Label>
 *   <PhoneLoginFormParts.CodeInput />
 *   <PhoneLoginFormParts.ChangeNumberButton />
 *   <PhoneLoginFormParts.FieldError />
 * </PhoneLoginFormParts.CodeField>
 */
export const CodeField: Part<FieldProps, HTMLDivElement> = forwardRef<HTMLDivElement, FieldProps>(
  function CodeField({ children, ...rest }, ref) {
    const { step } = usePhone()
    const messages = useMessages(phoneEnglish)
    if (step !== 'code') return null
    return (
      <Field {...rest} ref={ref} name="code" label={messages['phone.code']}>
        {children ?? (
          <>
            <Label />
            <CodeInput />
            <ChangeNumberButton />
            <FieldError />
          </>
        )}
      </Field>
    )
  },
)
