'use client'

import { useLapsedUser } from '@cubekit/react'
import { forwardRef } from 'react'
import type { FormRootProps } from '../form/Form.tsx'
import type { Part } from '../form/Part.ts'
import { loginEnglish } from '../messages/english/login.ts'
import { useMessages } from '../messages/useMessages.ts'
import { SignInForm } from './SignInForm.tsx'

/** Props of `LoginFormParts.Root`: those of its `<form>`, and what happens afterwards. */
export type LoginRootProps = FormRootProps

/**
 * The `<form>` that signs in: put the other parts of `LoginFormParts` into it.
 *
 * `data-status` is `idle`, `pending`, `error`, or `success`. An `onSubmit` that calls `event.preventDefault()` keeps the
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
    const user = useLapsedUser()
    const messages = useMessages(loginEnglish, props.messages)
    return (
      <SignInForm
        {...props}
        ref={ref}
        user={user}
        words={{
          title: messages[user ? 'login.titleAgain' : 'login.title'],
          description: user && messages['login.descriptionAgain'],
          submit: messages['login.submit'],
          pending: messages['login.pending'],
          errors: {
            'invalid-credentials': messages['error.invalid-credentials'],
            'identity-mismatch': messages['error.identity-mismatch'],
          },
        }}
      />
    )
  },
)
