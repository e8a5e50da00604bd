'use client'

import { forwardRef, useId } from 'react'
import { Description } from '../form/Description.tsx'
import { ErrorMessage } from '../form/ErrorMessage.tsx'
import { Footer } from '../form/Footer.tsx'
import type { FormSlots } from '../form/FormSlots.ts'
import type { Part } from '../form/Part.ts'
import { Title } from '../form/Title.tsx'
import { Confirmation } from './Confirmation.tsx'
import { EmailField } from './EmailField.tsx'
import { OtherEmailButton } from './OtherEmailButton.tsx'
import { PasswordResetRoot, type PasswordResetRootProps } from './PasswordResetRoot.tsx'
import { SendButton } from './SendButton.tsx'

/** Props of {@link PasswordResetForm}: those of its `<form>`, what happens afterwards, and its places. */
export interface PasswordResetFormProps extends Omit<PasswordResetRootProps, 'children'>, FormSlots {}

/**
 * Has a link to choose a new password sent to an email address.
 *
 * What it says and how long it takes do not tell whether anybody has that address. After a pause it can be sent again.
 * Put the way back into `footer`. To arrange it differently, compose it from `PasswordResetFormParts`.
 *
 * @example
 * import { PasswordResetForm } from '@cubekit/ui/password-reset-form'
 * import '@cubekit/ui/styles.css'
 *
 * <PasswordResetForm footer={<a href="/sign-in">Back to sign in</a>} />
 */
export const PasswordResetForm: Part<PasswordResetFormProps, HTMLFormElement> = forwardRef<
  HTMLFormElement,
  PasswordResetFormProps
>(function PasswordResetForm({ title, description, footer, ...rest }, ref) {
  const titleId = useId()
  return (
    <PasswordResetRoot aria-labelledby={title === null ? undefined : titleId} {...rest} ref={ref}>
      {title !== null && <Title id={titleId}>{title}</Title>}
      {description !== null && <Description>{description}</Description>}
      <Confirmation />
      <EmailField />
      <ErrorMessage />
      <SendButton />
      <OtherEmailButton />
      {footer && <Footer>{footer}</Footer>}
    </PasswordResetRoot>
  )
})
