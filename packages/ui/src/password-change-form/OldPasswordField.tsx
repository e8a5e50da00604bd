'use client'

import { forwardRef } from 'react'
import { Field } from '../form/Field.tsx'
import { FieldError } from '../form/FieldError.tsx'
import { Label } from '../form/Label.tsx'
import type { Part } from '../form/Part.ts'
import type { PasswordFieldProps } from '../login-form/PasswordField.tsx'
import { PasswordInput } from '../login-form/PasswordInput.tsx'
import { passwordChangeEnglish } from '../messages/english/passwordChange.ts'
import { useMessages } from '../messages/useMessages.ts'

/** The field for the password of this moment. Its children replace label, input, aside and error. */
export const OldPasswordField: Part<PasswordFieldProps, HTMLDivElement> = forwardRef<
  HTMLDivElement,
  PasswordFieldProps
>(function OldPasswordField({ aside, children, ...rest }, ref) {
  const messages = useMessages(passwordChangeEnglish)
  return (
    <Field {...rest} ref={ref} name="old_password" label={messages['field.oldPassword']}>
      {children ?? (
        <>
          <Label />
          <PasswordInput enterKeyHint="next" />
          {aside && <div className="cube-aside">{aside}</div>}
          <FieldError />
        </>
      )}
    </Field>
  )
})
