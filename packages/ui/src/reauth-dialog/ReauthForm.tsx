'use client'

import { useCurrentUser, useLogout } from '@cubekit/react'
import { forwardRef } from 'react'
import type { FormRootProps } from '../form/Form.tsx'
import { identifierOf } from '../form/identifierOf.ts'
import type { Part } from '../form/Part.ts'
import { SignInForm } from '../login-form/SignInForm.tsx'

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
  const hasPassword = identifierOf(useCurrentUser()) !== null
  const { mutate } = useLogout()
  return (
    <SignInForm
      {...rest}
      ref={ref}
      kind="reauth"
      onSubmit={(event) => {
        onSubmit?.(event)
        if (hasPassword || event.defaultPrevented) return
        event.preventDefault()
        mutate()
      }}
    />
  )
})
