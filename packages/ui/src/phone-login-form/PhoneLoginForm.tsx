'use client'

import { forwardRef, useId } from 'react'
import { ErrorMessage } from '../form/ErrorMessage.tsx'
import { Footer } from '../form/Footer.tsx'
import type { FormSlots } from '../form/FormSlots.ts'
import type { Part } from '../form/Part.ts'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { Title } from '../form/Title.tsx'
import { CodeField } from './CodeField.tsx'
import { NumberField } from './NumberField.tsx'
import { PhoneDescription } from './PhoneDescription.tsx'
import { PhoneRoot, type PhoneRootProps } from './PhoneRoot.tsx'
import { ResendButton } from './ResendButton.tsx'

/** Props of {@link PhoneLoginForm}: those of its `<form>`, what sends codes, what happens afterwards, and its places. */
export interface PhoneLoginFormProps extends Omit<PhoneRootProps, 'children'>, FormSlots {}

/**
 * Signs a person in by a code in a text message: asks for the number, in any way of writing it, then for the code.
 *
 * What is known of the world's numbers is loaded when the person begins to type. To arrange it differently, compose
 * it from `PhoneLoginFormParts`.
 *
 * @example
 * import { firebasePhone } from '@cubekit/firebase'
 * import { PhoneLoginForm } from '@cubekit/ui/phone-login-form'
 * import '@cubekit/ui/styles.css'
 *
 * const verifier = firebasePhone(auth)
 *
 * <PhoneLoginForm verifier={verifier} defaultCountry="GB" onSuccess={() => navigate('/home')} />
 */
export const PhoneLoginForm: Part<PhoneLoginFormProps, HTMLFormElement> = forwardRef<
  HTMLFormElement,
  PhoneLoginFormProps
>(function PhoneLoginForm({ title, description, footer, ...rest }, ref) {
  const titleId = useId()
  return (
    <PhoneRoot aria-labelledby={title === null ? undefined : titleId} {...rest} ref={ref}>
      {title !== null && <Title id={titleId}>{title}</Title>}
      {description !== null && <PhoneDescription>{description}</PhoneDescription>}
      <NumberField />
      <CodeField />
      <ErrorMessage />
      <SubmitButton />
      <ResendButton />
      {footer && <Footer>{footer}</Footer>}
    </PhoneRoot>
  )
})
