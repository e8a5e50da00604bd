'use client'

import { forwardRef } from 'react'
import type { FormRootProps } from '../form/Form.tsx'
import type { Part } from '../form/Part.ts'
import { SignInForm } from './SignInForm.tsx'

/** Props of `LoginFormParts.Root`: those of its `<form>`, and what happens afterwards. */
export type LoginRootProps = FormRootProps

/**
 * The `<form>` that signs in: put the other parts of `LoginFormParts` into it.
 *
 * `data-status` is `idle`, `pending` or `error`. An `onSubmit` that calls `event.preventDefault()` keeps the
 * form from signing in.
 *
 * @example
 * <LoginFormParts.Root onSuccess={(user) => console.log(user.full_name)}>
 *   <LoginFormParts.IdentifierField />
 *   <LoginFormParts.PasswordField />
 *   <LoginFormParts.ErrorMessage />
 *   <LoginFormParts.SubmitButton />
 * </LoginFormParts.Root>
 */
export const LoginRoot: Part<LoginRootProps, HTMLFormElement> = forwardRef<HTMLFormElement, LoginRootProps>(
  function LoginRoot(props, ref) {
    return <SignInForm {...props} ref={ref} kind="login" />
  },
)
