'use client'

import { forwardRef, useId, type ReactNode } from 'react'
import { Description } from '../form/Description.tsx'
import { DoneMessage } from '../form/DoneMessage.tsx'
import { ErrorMessage } from '../form/ErrorMessage.tsx'
import { Footer } from '../form/Footer.tsx'
import type { FormSlots } from '../form/FormSlots.ts'
import type { Part } from '../form/Part.ts'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { Title } from '../form/Title.tsx'
import { ChosenPasswordField } from './ChosenPasswordField.tsx'
import { OldPasswordField } from './OldPasswordField.tsx'
import { PasswordChangeRoot, type PasswordChangeRootProps } from './PasswordChangeRoot.tsx'

/** Props of {@link PasswordChangeForm}: those of its `<form>`, what happens afterwards, and its places. */
export interface PasswordChangeFormProps extends Omit<PasswordChangeRootProps, 'children'>, FormSlots {
  /** Your link or button to reset a password, beside the label of the current one. */
  readonly forgotPassword?: ReactNode
}

/**
 * Changes the password of the signed-in user, who gives the current one as well.
 *
 * The new one is asked for once: it can be pasted, and shown. Both are gone from the page once it is changed. To
 * arrange it differently, compose it from `PasswordChangeFormParts`.
 *
 * @example
 * import { PasswordChangeForm } from '@cubekit/ui/password-change-form'
 * import '@cubekit/ui/styles.css'
 *
 * <PasswordChangeForm forgotPassword={<a href="/reset">Forgot password?</a>} />
 */
export const PasswordChangeForm: Part<PasswordChangeFormProps, HTMLFormElement> = forwardRef<
  HTMLFormElement,
  PasswordChangeFormProps
>(function PasswordChangeForm({ title, description, forgotPassword, footer, ...rest }, ref) {
  const titleId = useId()
  return (
    <PasswordChangeRoot aria-labelledby={title === null ? undefined : titleId} {...rest} ref={ref}>
      {title !== null && <Title id={titleId}>{title}</Title>}
      {description !== null && <Description>{description}</Description>}
      <OldPasswordField aside={forgotPassword} />
      <ChosenPasswordField />
      <ErrorMessage />
      <DoneMessage />
      <SubmitButton />
      {footer && <Footer>{footer}</Footer>}
    </PasswordChangeRoot>
  )
})
