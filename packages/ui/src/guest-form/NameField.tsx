'use client'

import { forwardRef } from 'react'
import { Field, type FieldProps } from '../form/Field.tsx'
import { FieldError } from '../form/FieldError.tsx'
import { Label } from '../form/Label.tsx'
import type { Part } from '../form/Part.ts'
import { nameEnglish } from '../messages/english/name.ts'
import { useMessages } from '../messages/useMessages.ts'
import { NameInput } from './NameInput.tsx'

/**
 * The field for the guest's name. Its children replace label, input and error.
 *
 * @example
 * <GuestFormParts.NameField>
 *   <GuestFormParts.Label>Your name in the queue</GuestFormParts.Label>
 *   <GuestFormParts.NameInput />
 *   <GuestFormParts.FieldError />
 * </GuestFormParts.NameField>
 */
export const NameField: Part<FieldProps, HTMLDivElement> = forwardRef<HTMLDivElement, FieldProps>(
  function NameField({ children, ...rest }, ref) {
    const messages = useMessages(nameEnglish)
    return (
      <Field {...rest} ref={ref} name="name" label={messages['field.name']}>
        {children ?? (
          <>
            <Label />
            <NameInput />
            <FieldError />
          </>
        )}
      </Field>
    )
  },
)
