'use client'

import { forwardRef, useId } from 'react'
import { AccountFields } from '../account-fields/AccountFields.tsx'
import { Description } from '../form/Description.tsx'
import { ErrorMessage } from '../form/ErrorMessage.tsx'
import { Footer } from '../form/Footer.tsx'
import type { FormSlots } from '../form/FormSlots.ts'
import type { Part } from '../form/Part.ts'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { Title } from '../form/Title.tsx'
import { NewPasswordField } from '../new-password/NewPasswordField.tsx'
import { SignUpRoot, type SignUpRootProps } from './SignUpRoot.tsx'

/** Props of {@link SignUpForm}: those of its `<form>`, what it asks for, what happens afterwards, and its places. */
export interface SignUpFormProps extends Omit<SignUpRootProps, 'children'>, FormSlots {}

/**
 * Makes an account and signs the person in.
 *
 * What was typed stays on every error; a login or email that is taken is said at its field. When the answer is lost
 * after the account was made, the person is signed in all the same. To arrange it differently, compose it from
 * `SignUpFormParts`.
 *
 * @example
 * import { SignUpForm } from '@cubekit/ui/sign-up-form'
 * import '@cubekit/ui/styles.css'
 *
 * <SignUpForm
 *   fields={{ full_name: 'required', phone: 'optional' }}
 *   onSuccess={() => navigate('/welcome')}
 *   onSignInInstead={() => navigate('/sign-in')}
 * />
 */
export const SignUpForm: Part<SignUpFormProps, HTMLFormElement> = forwardRef<
  HTMLFormElement,
  SignUpFormProps
>(function SignUpForm({ title, description, footer, ...rest }, ref) {
  const titleId = useId()
  return (
    <SignUpRoot aria-labelledby={title === null ? undefined : titleId} {...rest} ref={ref}>
      {title !== null && <Title id={titleId}>{title}</Title>}
      {description !== null && <Description>{description}</Description>}
      <AccountFields />
      <NewPasswordField />
      <ErrorMessage />
      <SubmitButton />
      {footer && <Footer>{footer}</Footer>}
    </SignUpRoot>
  )
})
