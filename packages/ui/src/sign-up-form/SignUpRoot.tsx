'use client'

import { useSignUp } from '@cubekit/react'
import { forwardRef } from 'react'
import { AccountForm, type AccountFormProps } from '../account-fields/AccountForm.tsx'
import type { Part } from '../form/Part.ts'
import { signUpEnglish } from '../messages/english/signUp.ts'
import { useMessages } from '../messages/useMessages.ts'

/** Props of `SignUpFormParts.Root`: those of its `<form>`, what it asks for, and what happens afterwards. */
export interface SignUpRootProps extends AccountFormProps {
  /** Given, somebody whose login or email is taken is offered to sign in. Called with what they typed. */
  readonly onSignInInstead?: ((identifier: string) => void) | undefined
}

/**
 * The `<form>` that makes an account and signs in: put the other parts of `SignUpFormParts` into it. It reads and
 * checks the inputs that `identify` and `fields` name, so each needs its field.
 *
 * `data-status` is `idle`, `pending`, `error` or `success`. An `onSubmit` that calls `event.preventDefault()` keeps
 * the form from signing up.
 *
 * @example
 * <SignUpFormParts.Root
 *   fields={{ full_name: 'required' }}
 *   customData={(data) => ({ company: data.get('company') })}
 * >
 *   <SignUpFormParts.Fields />
 *   <SignUpFormParts.Field name="company" label="Company" />
 *   <SignUpFormParts.NewPasswordField />
 *   <SignUpFormParts.ErrorMessage />
 *   <SignUpFormParts.SubmitButton />
 * </SignUpFormParts.Root>
 */
export const SignUpRoot: Part<SignUpRootProps, HTMLFormElement> = forwardRef<
  HTMLFormElement,
  SignUpRootProps
>(function SignUpRoot({ onSignInInstead, ...rest }, ref) {
  const { mutateAsync, prepare } = useSignUp()
  const messages = useMessages(signUpEnglish, rest.messages)
  return (
    <AccountForm
      {...rest}
      ref={ref}
      words={{
        title: messages['signUp.title'],
        submit: messages['signUp.submit'],
        pending: messages['signUp.pending'],
      }}
      signInInstead={
        onSignInInstead
          ? {
              words: messages['signUp.signInInstead'],
              // Without the form, which holds a password.
              signIn: (identifier) => onSignInInstead(identifier),
            }
          : null
      }
      known={{}}
      prepare={prepare}
      send={mutateAsync}
    />
  )
})
