'use client'

import { forwardRef, useId, type ReactNode } from 'react'
import { Description } from '../form/Description.tsx'
import { ErrorMessage } from '../form/ErrorMessage.tsx'
import { Footer } from '../form/Footer.tsx'
import type { FormSlots } from '../form/FormSlots.ts'
import type { Part } from '../form/Part.ts'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { Title } from '../form/Title.tsx'
import { IdentifierField } from './IdentifierField.tsx'
import { LoginRoot, type LoginRootProps } from './LoginRoot.tsx'
import { PasswordField } from './PasswordField.tsx'

/** Props of {@link LoginForm}: those of its `<form>`, what happens afterwards, and its places. */
export interface LoginFormProps extends Omit<LoginRootProps, 'children'>, FormSlots {
  /** Your link or button to reset a password, beside the password's label. */
  readonly forgotPassword?: ReactNode
}

/**
 * Signs a person in with a login or an email, and a password.
 *
 * What was typed stays on every error. When the session has ended (`reauth-required`), it asks the same
 * person for the password alone. To arrange it differently, compose it from `LoginFormParts`.
 *
 * @example
 * import { LoginForm } from '@cubekit/ui/login-form'
 * import '@cubekit/ui/styles.css'
 *
 * <LoginForm
 *   onSuccess={(user) => navigate(`/people/${user.id}`)}
 *   forgotPassword={<a href="/reset">Forgot password?</a>}
 * />
 */
export const LoginForm: Part<LoginFormProps, HTMLFormElement> = forwardRef<HTMLFormElement, LoginFormProps>(
  function LoginForm({ title, description, forgotPassword, footer, ...rest }, ref) {
    const titleId = useId()
    return (
      <LoginRoot aria-labelledby={title === null ? undefined : titleId} {...rest} ref={ref}>
        {title !== null && <Title id={titleId}>{title}</Title>}
        {description !== null && <Description>{description}</Description>}
        <IdentifierField />
        <PasswordField aside={forgotPassword} />
        <ErrorMessage />
        <SubmitButton />
        {footer && <Footer>{footer}</Footer>}
      </LoginRoot>
    )
  },
)
