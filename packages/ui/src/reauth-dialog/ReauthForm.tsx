'use client'

import { useCurrentUser, useLogout } from '@cubekit/react'
import { forwardRef } from 'react'
import type { FormRootProps } from '../form/Form.tsx'
import { identifierOf } from '../form/identifierOf.ts'
import type { Part } from '../form/Part.ts'
import { withName } from '../form/withName.tsx'
import { SignInForm } from '../login-form/SignInForm.tsx'
import { loginEnglish } from '../messages/english/login.ts'
import { reauthEnglish } from '../messages/english/reauth.ts'
import { useMessages } from '../messages/useMessages.ts'

/** Props of `ReauthDialogParts.Form`: those of its `<form>`, and what happens afterwards. */
export type ReauthFormProps = FormRootProps

/**
 * The `<form>` that signs the same person in again. Credentials of anybody else are refused
 * (`identity-mismatch`).
 *
 * Somebody without login and email has no password to give: then submitting it logs out, so that they can sign
 * in as they did before.
 *
 * @example
 * <ReauthDialogParts.Form>
 *   <ReauthDialogParts.Title />
 *   <ReauthDialogParts.PasswordField />
 *   <ReauthDialogParts.ErrorMessage />
 *   <ReauthDialogParts.SubmitButton />
 * </ReauthDialogParts.Form>
 */
export const ReauthForm: Part<ReauthFormProps, HTMLFormElement> = forwardRef<
  HTMLFormElement,
  ReauthFormProps
>(function ReauthForm({ onSubmit, ...rest }, ref) {
  const messages = useMessages({ ...loginEnglish, ...reauthEnglish }, rest.messages)
  const user = useCurrentUser()
  const identifier = identifierOf(user)
  const hasPassword = identifier !== null
  const { mutate } = useLogout()
  return (
    <SignInForm
      {...rest}
      ref={ref}
      user={user}
      words={{
        title: messages['reauth.title'],
        description:
          user &&
          withName(
            messages[hasPassword ? 'reauth.description' : 'reauth.descriptionElsewhere'],
            user.full_name ?? identifier ?? user.id,
          ),
        submit: messages['reauth.submit'],
        pending: messages['login.pending'],
        errors: {
          'invalid-credentials': messages['reauth.wrongPassword'],
          'identity-mismatch': messages['error.identity-mismatch'],
        },
      }}
      onSubmit={(event) => {
        onSubmit?.(event)
        if (hasPassword || event.defaultPrevented) return
        event.preventDefault()
        mutate()
      }}
    />
  )
})
