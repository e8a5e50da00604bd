'use client'

import { forwardRef } from 'react'
import { Field, type FieldProps } from '../form/Field.tsx'
import { FieldError } from '../form/FieldError.tsx'
import { Label } from '../form/Label.tsx'
import type { Part } from '../form/Part.ts'
import { deletionEnglish } from '../messages/english/deletion.ts'
import { useMessages } from '../messages/useMessages.ts'
import { ConfirmationInput } from './ConfirmationInput.tsx'
import { useDeletion } from './DeletionContext.ts'

/**
 * The field for the word that has to be typed. Its children replace label, input and error.
 *
 * @example
 * <AccountDeletionParts.ConfirmationField>
 *   <AccountDeletionParts.Label />
 *   <AccountDeletionParts.ConfirmationInput />
 *   <AccountDeletionParts.FieldError />
 * </AccountDeletionParts.ConfirmationField>
 */
export const ConfirmationField: Part<FieldProps, HTMLDivElement> = forwardRef<HTMLDivElement, FieldProps>(
  function ConfirmationField({ children, ...rest }, ref) {
    const messages = useMessages(deletionEnglish)
    const { word } = useDeletion()
    const [before, after] = messages['deletion.confirm'].split('{word}')
    const label = (
      <>
        {before}
        <bdi className="cube-strong">{word}</bdi>
        {after}
      </>
    )
    return (
      <Field {...rest} ref={ref} name="confirmation" label={label}>
        {children ?? (
          <>
            <Label />
            <ConfirmationInput />
            <FieldError />
          </>
        )}
      </Field>
    )
  },
)
