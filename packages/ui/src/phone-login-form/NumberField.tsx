'use client'

import { forwardRef } from 'react'
import { Field, type FieldProps } from '../form/Field.tsx'
import { FieldError } from '../form/FieldError.tsx'
import { Label } from '../form/Label.tsx'
import type { Part } from '../form/Part.ts'
import { phoneEnglish } from '../messages/english/phone.ts'
import { useMessages } from '../messages/useMessages.ts'
import { CountrySelect } from './CountrySelect.tsx'
import { NumberInput } from './NumberInput.tsx'
import { usePhone } from './PhoneContext.ts'

/**
 * The field for the phone number, there while it is asked for. Its children replace label, country, input and error.
 *
 * @example
 * <PhoneLoginFormParts.NumberField>
 *   <PhoneLoginFormParts.Label>Your mobile</PhoneLoginFormParts.Label>
 *   <PhoneLoginFormParts.CountrySelect />
 *   <PhoneLoginFormParts.NumberInput />
 *   <PhoneLoginFormParts.FieldError />
 * </PhoneLoginFormParts.NumberField>
 */
export const NumberField: Part<FieldProps, HTMLDivElement> = forwardRef<HTMLDivElement, FieldProps>(
  function NumberField({ children, ...rest }, ref) {
    const { step } = usePhone()
    const messages = useMessages(phoneEnglish)
    if (step !== 'number') return null
    return (
      <Field {...rest} ref={ref} name="phone" label={messages['phone.number']}>
        {children ?? (
          <>
            <Label />
            {/* A number reads from left to right everywhere. */}
            <div className="cube-phone" dir="ltr">
              <CountrySelect />
              <NumberInput />
            </div>
            <FieldError />
          </>
        )}
      </Field>
    )
  },
)
