'use client'

import { forwardRef, type ReactNode } from 'react'
import { Field, type FieldProps } from '../form/Field.tsx'
import { FieldError } from '../form/FieldError.tsx'
import { Label } from '../form/Label.tsx'
import type { Part } from '../form/Part.ts'
import { accountEnglish } from '../messages/english/account.ts'
import { emailEnglish } from '../messages/english/email.ts'
import { nameEnglish } from '../messages/english/name.ts'
import { useMessages } from '../messages/useMessages.ts'
import type { AccountFieldName } from './AccountFieldName.ts'
import { AccountInput } from './AccountInput.tsx'
import { FieldHint } from './FieldHint.tsx'
import { OptionalMark } from './OptionalMark.tsx'
import { SignInInsteadButton } from './SignInInsteadButton.tsx'

/** Props of a field of an account: those of its `<div>`, and which one it is. */
export interface AccountFieldProps extends FieldProps {
  /** One of ours, or any name for an input of your own. */
  readonly name: AccountFieldName | (string & {})
  /** Left out, ours. Needed for an input of your own. */
  readonly label?: ReactNode
}

/**
 * A field of an account. Its children replace label, "Optional", input, error and hint.
 *
 * An input of your own gets a name and a label; what stands in it comes to your `customData`.
 *
 * @example
 * <SignUpFormParts.Field name="email" />
 * <SignUpFormParts.Field name="company" label="Company" />
 */
export const AccountField: Part<AccountFieldProps, HTMLDivElement> = forwardRef<
  HTMLDivElement,
  AccountFieldProps
>(function AccountField({ name, label, children, ...rest }, ref) {
  const messages = useMessages({ ...accountEnglish, ...emailEnglish, ...nameEnglish })
  const labels: Readonly<Record<string, string>> = {
    full_name: messages['field.name'],
    login: messages['field.login'],
    email: messages['field.email'],
    phone: messages['field.phone'],
    website: messages['field.website'],
    tags: messages['field.tags'],
  }
  return (
    <Field {...rest} ref={ref} name={name} label={label ?? labels[name]}>
      {children ?? (
        <>
          <Label />
          <AccountInput />
          <OptionalMark />
          <FieldError />
          <SignInInsteadButton />
          {name === 'tags' && <FieldHint>{messages['field.tagsHint']}</FieldHint>}
        </>
      )}
    </Field>
  )
})
