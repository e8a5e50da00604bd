'use client'

import { forwardRef } from 'react'
import { AccountField, type AccountFieldProps } from '../account-fields/AccountField.tsx'
import { accountFieldNames } from '../account-fields/AccountFieldName.ts'
import { FieldHint } from '../account-fields/FieldHint.tsx'
import { FieldError } from '../form/FieldError.tsx'
import { Label } from '../form/Label.tsx'
import type { Part } from '../form/Part.ts'
import { accountEnglish } from '../messages/english/account.ts'
import { useMessages } from '../messages/useMessages.ts'
import { ProfileInput } from './ProfileInput.tsx'

/**
 * A field of the profile. Its children replace label, input, error and hint.
 *
 * One of your own gets a name and a label: it is kept in the user's `custom_data` under that name, as a text, or as a
 * number or a boolean where there was one. Emptied, it is taken out.
 *
 * @example
 * <ProfileFormParts.Field name="phone" />
 * <ProfileFormParts.Field name="city" label="City" />
 * <ProfileFormParts.Field name="team" label="Team">
 *   <ProfileFormParts.Label />
 *   <ProfileFormParts.Input autoComplete="organization" />
 *   <ProfileFormParts.FieldError />
 * </ProfileFormParts.Field>
 */
export const ProfileField: Part<AccountFieldProps, HTMLDivElement> = forwardRef<
  HTMLDivElement,
  AccountFieldProps
>(function ProfileField({ name, children, ...rest }, ref) {
  const messages = useMessages(accountEnglish)
  const isOurs = accountFieldNames.some((ours) => ours === name)
  return (
    <AccountField {...rest} ref={ref} name={name} {...(isOurs ? {} : ownField)}>
      {children ?? (
        <>
          <Label />
          <ProfileInput />
          <FieldError />
          {name === 'tags' && <FieldHint>{messages['field.tagsHint']}</FieldHint>}
        </>
      )}
    </AccountField>
  )
})

const ownField = { 'data-custom': '' }
