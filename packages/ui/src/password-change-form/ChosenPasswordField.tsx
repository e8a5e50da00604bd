'use client'

import { forwardRef } from 'react'
import type { Part } from '../form/Part.ts'
import { passwordChangeEnglish } from '../messages/english/passwordChange.ts'
import { useMessages } from '../messages/useMessages.ts'
import { NewPasswordField, type NewPasswordFieldProps } from '../new-password/NewPasswordField.tsx'

/** The field for the password to come. Its children replace label, input, error and strength. */
export const ChosenPasswordField: Part<NewPasswordFieldProps, HTMLDivElement> = forwardRef<
  HTMLDivElement,
  NewPasswordFieldProps
>(function ChosenPasswordField(props, ref) {
  const messages = useMessages(passwordChangeEnglish)
  return <NewPasswordField label={messages['field.newPassword']} {...props} ref={ref} />
})
